package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the server go back to an earlier state of the articles. */
@Command(name = "rollback", mixinStandardHelpOptions = true, description = {
    "Go back to an earlier state of the articles, by default to the one before.",
    "What the folder holds does not come back by itself, only by a change of a file or by ./parley reindex."})
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--list", description = "list the states that one can go back to")
    private boolean list;

    @Parameters(arity = "0..1", paramLabel = "GENERATION", description = "its number")
    private @Nullable Long generation;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = command.getOut();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode all = client.get("/api/v1/generations");
            if (list) {
                print(out, all);
                return 0;
            }
            if (generation == null && all.size() < 2) {
                command.getErr().println("parley: there is no earlier state of the articles to go back to");
                return Parley.FAILED;
            }
            long wanted = generation != null ? generation : all.get(1).path("id").asLong();
            JsonNode now = client.post("/api/v1/generations/" + wanted + "/rollback");
            out.println("The articles are those of generation " + wanted + " again: " + now.path("articles").asInt()
                    + " articles, as generation " + now.path("id").asLong() + ".");
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode generations) {
        for (JsonNode each : generations) {
            out.printf("%4d  %s  %-8s  %5d articles%s%n", each.path("id").asLong(), each.path("createdAt").asText(),
                    each.path("cause").asText(), each.path("articles").asInt(),
                    each.path("note").isTextual() ? "  " + each.path("note").asText() : "");
        }
        out.flush();
    }
}
