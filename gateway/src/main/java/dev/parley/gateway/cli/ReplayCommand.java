package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides past turns again. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = {
    "Have the running server decide past turns again, with today's configuration and articles, and show what would change.",
    "Nothing is sent, stored or counted. Ends with 1 when something would change."})
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "TURN|FILE", description = "a turn's number, or a file with one number a line")
    private String what = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = command.getOut();
        int changed = 0;
        List<Long> turns = turns();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            for (long turn : turns) {
                JsonNode replayed = turns.size() == 1 ? replay(client, turn) : replayOrTell(client, turn, out);
                boolean isChanged = replayed.path("changed").asBoolean();
                changed += isChanged ? 1 : 0;
                if (isChanged || turns.size() == 1) {
                    print(out, replayed);
                }
            }
        }
        out.println(changed + " of " + turns.size() + " turns would be decided otherwise.");
        out.flush();
        return changed == 0 ? 0 : Parley.FAILED;
    }

    private static JsonNode replay(ServerClient client, long turn) throws InterruptedException {
        return client.post("/api/v1/turns/" + turn + "/replay");
    }

    /** One that can't be decided again, because its words are gone, say, does not keep the others from it. */
    private static JsonNode replayOrTell(ServerClient client, long turn, PrintWriter out) throws InterruptedException {
        try {
            return replay(client, turn);
        } catch (ParleyException e) {
            if (e.code() != ErrorCode.INVALID_REQUEST) {
                throw e;
            }
            out.println("turn " + turn + " can't be replayed: " + e.message());
            return MissingNode.getInstance();
        }
    }

    private List<Long> turns() {
        if (isNumber(what)) {
            return List.of(Long.valueOf(what));
        }
        Path file = Path.of(what);
        try {
            List<Long> turns = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (isNumber(line)) {
                    turns.add(Long.valueOf(line));
                } else if (!line.isEmpty()) {
                    throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ":" + (i + 1) + ": '" + line
                            + "' is no turn's number; write one number a line");
                }
            }
            return turns;
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    what + " is neither a turn's number nor a file that can be read", e);
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }

    private static void print(PrintWriter out, JsonNode replayed) {
        out.printf("turn %d: %s%n  then: %s%n  now:  %s%n", replayed.path("turnId").asLong(),
                replayed.path("text").asText(), outcome(replayed.path("before")), outcome(replayed.path("now")));
    }

    private static String outcome(JsonNode outcome) {
        StringBuilder text = new StringBuilder(outcome.path("decision").asText());
        for (String key : List.of("articleId", "reason", "rule")) {
            if (outcome.path(key).isTextual()) {
                text.append(' ').append(outcome.path(key).asText());
            }
        }
        if (outcome.path("confidence").isNumber()) {
            text.append(String.format(Locale.ROOT, ", %.0f %% sure", outcome.path("confidence").asDouble() * 100));
        }
        text.append(" (").append(outcome.path("why").asText()).append(')');
        if (outcome.path("answer").isTextual()) {
            text.append("\n        ").append(outcome.path("answer").asText().replace("\n", "\n        "));
        }
        return text.toString();
    }
}
