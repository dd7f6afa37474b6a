package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
            command.getOut().println(ended.path("pauses").size() + " pauses ended: channel "
                    + PauseCommand.orAll(channel) + ", category " + PauseCommand.orAll(category) + ".");
        }
        command.getOut().flush();
        return 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
