package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends pauses. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = {
    "End the pauses of exactly this channel and category at the running server.",
    "Without --channel and --category: those of everything."})
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--channel", description = "as it was given to ./parley pause")
    private @Nullable String channel;

    @Option(names = "--category", description = "as it was given to ./parley pause")
    private @Nullable String category;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode ended = client.delete("/api/v1/pauses?by=" + encoded(System.getProperty("user.name", "cli"))
                    + (channel == null ? "" : "&channel=" + encoded(channel))
                    + (category == null ? "" : "&category=" + encoded(category)));
            int count = ended.path("pauses").size();
            String what = "channel " + PauseCommand.orAll(channel) + ", category " + PauseCommand.orAll(category);
            command.getOut().println(count > 0
                    ? "The bot answers again: " + what + "."
                    : "Nothing was paused for exactly this: " + what + ". " + inForce(client));
            command.getOut().flush();
            return count > 0 ? 0 : 1;
        }
    }

    private static String inForce(ServerClient client) throws InterruptedException {
        List<String> pauses = client.get("/api/v1/pauses").path("pauses").valueStream()
                .filter(pause -> pause.path("active").asBoolean())
                .map(pause -> "channel " + pause.path("channel").asText(PauseCommand.ALL) + ", category "
                        + pause.path("category").asText(PauseCommand.ALL))
                .toList();
        return pauses.isEmpty() ? "No pause is in force." : "In force: " + String.join("; ", pauses) + ".";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
