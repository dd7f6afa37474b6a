package dev.parley.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole Parley in a process of its own, to be killed. */
final class ServerProcess {

    private ServerProcess() {}

    /**
     * @param folder has {@code config} and {@code data}
     * @param log    where the server's output goes
     */
    static Process start(Path folder, Path log, String... properties) throws IOException {
        return start(folder, log, Map.of(), properties);
    }

    /** @param variables environment, for example of a channel */
    static Process start(Path folder, Path log, Map<String, String> variables, String... properties)
            throws IOException {
        // For so short a life the optimising compiler costs more than it saves.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.gateway.cli.Parley", "serve",
                "--port", "0", "--config", folder.resolve("config").toString(), "--data",
                folder.resolve("data").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
