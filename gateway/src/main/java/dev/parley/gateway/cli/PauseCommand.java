package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the bot not answer for a while. */
@Command(name = "pause", mixinStandardHelpOptions = true, description = {
    "Pause the bot's answers at the running server: messages go to people, within a second and on all replicas.",
    "Without --channel and --category: all answers."})
final class PauseCommand implements Callable<Integer> {

    static final String ALL = "all";
    /** In the time zone of whoever typed it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--channel", description = "only on this channel, for example web")
    private @Nullable String channel;

    @Option(names = "--category", description = "only where an article of this category would answer")
    private @Nullable String category;

    @Option(names = "--minutes", description = "for so long (default: until ./parley resume)")
    private @Nullable Integer minutes;

    @Parameters(paramLabel = "REASON", description = "why, for the record")
    private String reason = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        Map<String, Object> body = new HashMap<>(
                Map.of("reason", reason, "by", System.getProperty("user.name", "cli")));
        putIfGiven(body, "channel", channel);
        putIfGiven(body, "category", category);
        putIfGiven(body, "minutes", minutes);
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode expiry = client.post("/api/v1/pauses", body).path("expiresAt");
            command.getOut().println("Answers are paused: channel " + orAll(channel) + ", category " + orAll(category)
                    + ", until "
                    + (expiry.isTextual() ? TIME.format(Instant.parse(expiry.asText())) : "./parley resume") + ".");
        }
        command.getOut().flush();
        return 0;
    }

    private static void putIfGiven(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    static String orAll(@Nullable String name) {
        return name == null ? ALL : name;
    }
}
