package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how the channels of the running server are doing. */
@Command(name = "channels", mixinStandardHelpOptions = true, subcommands = ChannelsCommand.Check.class, description = {
    "Show the channels of the running server: state, last event, what waits to be sent, errors.",
    "./parley channels check NAME asks the platform whether all is set up, and says what to do."})
final class ChannelsCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = (spec == null ? new CommandLine(this) : spec.commandLine()).getOut();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            out.printf("%-10s %-8s %-21s %8s %7s %8s %6s  %s%n", "channel", "state", "last event (UTC)", "waiting",
                    "refused", "uncertain", "errors", "");
            for (JsonNode channel : client.get("/api/v1/channels").path("channels")) {
                String last = channel.path("lastEventAt").asText("null");
                out.printf("%-10s %-8s %-21s %8d %7d %8d %6d  %s%n", channel.path("id").asText(),
                        channel.path("state").asText(), last.equals("null") ? "-" : last.substring(0, 19),
                        channel.path("waiting").asLong(), channel.path("refused").asLong(),
                        channel.path("uncertain").asLong(), channel.path("errors").asLong(),
                        channel.path("detail").asText());
            }
        }
        out.flush();
        return 0;
    }

    /** Asks a platform whether all is set up. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Check tokens, addresses and permissions "
            + "of a channel, and say in plain words what to do. Exit code 1 when something is not as it should be.")
    static final class Check implements Callable<Integer> {

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "NAME", description = "for example telegram")
        private String channel = "";

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = (spec == null ? new CommandLine(this) : spec.commandLine()).getOut();
            boolean ok = true;
            try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
                for (JsonNode check : client.post("/api/v1/channels/" + channel + "/check").path("checks")) {
                    ok &= check.path("ok").asBoolean();
                    out.printf("%s %s: %s%n", check.path("ok").asBoolean() ? "ok  " : "FAIL",
                            check.path("what").asText(), check.path("detail").asText());
                }
            }
            out.println(ok ? "Channel " + channel + " is set up." : "Channel " + channel + " is not set up yet.");
            out.flush();
            return ok ? 0 : Parley.FAILED;
        }
    }
}
