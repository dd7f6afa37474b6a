package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how a turn was decided. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
    "Print how the running server decided a turn, and why.",
    "The log, and the record of a conversation (GET /api/v1/conversations/ID), name turns by their numbers."})
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "as the API gives it")
    private boolean json;

    @Parameters(paramLabel = "TURN", description = "the turn's number")
    private long turn;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode explained = client.get("/api/v1/turns/" + turn);
            if (json) {
                command.getOut().println(explained.toPrettyString());
            } else {
                print(command.getOut(), explained, explained.path("turn"), explained.at("/turn/record"));
            }
        }
        command.getOut().flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode explained, JsonNode decided, JsonNode record) {
        out.printf("turn %s in conversation %s on %s, %s%n", decided.path("turnId").asText(),
                explained.path("conversationId").asText(), explained.path("channel").asText(),
                decided.path("acceptedAt").asText());
        out.printf("message (%s): %s%n", explained.path("language").asText(), explained.path("text").asText());
        record.path("before").forEach(text -> out.println("  written before: " + text.asText()));
        out.printf("decision: %s%s%s, category %s%n", decided.path("decision").asText(),
                decided.path("reason").isTextual() ? ", " + decided.path("reason").asText() : "",
                decided.path("rule").isTextual() ? ", rule " + decided.path("rule").asText() : "",
                decided.path("category").asText());
        out.println("why: " + record.path("why").asText("unknown, decided by an older version"));
        if (record.path("tried").isArray()) {
            List<String> tried = record.path("tried").valueStream().map(JsonNode::asText).toList();
            String applied = record.at("/rule/id").asText();
            out.println("rules: " + (!applied.isEmpty() && tried.getLast().equals(applied)
                    ? applied + " applies, after " + (tried.size() - 1) + " others that do not"
                    : "none of " + tried.size() + " applies by its words"));
        }
        if (record.path("rule").isObject()) {
            out.println("read as: " + record.at("/rule/read").asText());
        }
        for (JsonNode hit : record.path("hits")) {
            out.printf(Locale.ROOT, "hit: %-32s %s  confidence %.3f  score %.2f  revision %.12s%n",
                    hit.path("articleId").asText(), hit.path("language").asText(), hit.path("confidence").asDouble(),
                    hit.path("score").asDouble(), hit.path("hash").asText());
        }
        if (record.path("needed").isNumber()) {
            out.printf(Locale.ROOT, "enough would have been: %.3f%n", record.path("needed").asDouble());
        }
        if (decided.path("answer").isObject()) {
            out.printf("sent: %s, characters %d to %d of revision %.12s%n", decided.at("/answer/articleId").asText(),
                    decided.at("/answer/start").asInt(), decided.at("/answer/end").asInt(),
                    decided.at("/answer/hash").asText());
        }
        JsonNode judged = explained.path("judgement");
        if (judged.isObject()) {
            out.printf("judged by %s: %s%n", judged.path("by").asText(), judged.path("articleId").isTextual()
                    ? judged.path("articleId").asText() + " answers it"
                    : "nothing answers it");
        }
        if (record.isObject()) {
            out.printf("configuration %s, articles of generation %d%n", record.path("policy").asText(),
                    record.path("generation").asLong());
            record.path("micros").forEach(step -> out.printf(Locale.ROOT, "  %-12s %8.1f ms%n",
                    step.path("name").asText(), step.path("micros").asLong() / 1e3));
        }
    }
}
