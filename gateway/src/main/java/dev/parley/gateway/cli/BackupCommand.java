package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the server copy its database. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = {
    "Have the running server write a consistent copy of its embedded database to a zip file, on its own machine.",
    "To go back to it: unpack it into an empty data directory, and start Parley with --data."})
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "must not exist yet")
    private Path file = Path.of("parley-backup.zip");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode backup = client.post("/api/v1/backup",
                    Map.of("file", file.toAbsolutePath().normalize().toString()));
            command.getOut().println(backup.path("file").asText() + " is written: " + backup.path("bytes").asLong()
                    + " bytes.");
        }
        command.getOut().flush();
        return 0;
    }
}
