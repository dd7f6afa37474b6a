package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries out at the running server what must not fail when it matters. */
@Command(name = "drill", mixinStandardHelpOptions = true, subcommands = DrillCommand.Handoff.class, description = {
    "Try out what must not fail when it matters, at the running server."})
final class DrillCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new CommandLine.ParameterException(command, "What shall be tried? ./parley drill handoff");
    }

    /** Sends a synthetic handoff. */
    @Command(name = "handoff", mixinStandardHelpOptions = true, description = {
        "Let a synthetic customer ask for a person, and watch whether it arrives where it belongs.",
        "Nobody is bothered for long: it says that it is a drill, and is closed at the end. No figure counts it.",
        "Exit code 1 when it did not arrive."})
    static final class Handoff implements Callable<Integer> {

        /** The server looks for as long as its own settings say. */
        private static final Duration PATIENCE = Duration.ofMinutes(11);

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Option(names = "--text", description = "what the customer writes, for example to try the route of a topic "
                + "(default: the first of drills.texts in application.yml)")
        private @Nullable String text;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = (spec == null ? new CommandLine(this) : spec.commandLine()).getOut();
            try (ServerClient client = new ServerClient(server, ConfigOption.environment(), PATIENCE)) {
                JsonNode drill = client.post("/api/v1/drills", text == null ? Map.of() : Map.of("text", text));
                for (JsonNode step : drill.path("steps")) {
                    out.printf("%s %6d ms  %s: %s%n", step.path("ok").asBoolean() ? "ok  " : "FAIL",
                            step.path("millis").asLong(), step.path("what").asText(), step.path("detail").asText());
                }
                boolean ok = drill.path("ok").asBoolean();
                out.println(ok ? "The handoff arrived." : "The handoff did not arrive.");
                out.flush();
                return ok ? 0 : Parley.FAILED;
            }
        }
    }
}
