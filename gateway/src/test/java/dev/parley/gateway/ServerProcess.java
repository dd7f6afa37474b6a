package dev.parley.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/**
 * A whole Parley in a process of its own, to be killed. As with the launcher, the classes that a start needs are recorded
 * once, by a start of its own, so that the others take a third of the time.
 */
final class ServerProcess {

    private ServerProcess() {}

    private static final class Recorded {

        static final Path ARCHIVE;
        static final String CLASS_PATH;

        static {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "recorded-");
                ARCHIVE = folder.resolve("start.aot").toAbsolutePath();
                CLASS_PATH = onlyJars(folder);
                TestServer.copyShippedConfig(folder.resolve("config"));
                PreparedData.copyTo(folder.resolve("data"));
                Path log = folder.resolve("server.log");
                Process start = new ProcessBuilder(
                        command(CLASS_PATH, folder, 0, List.of("-XX:AOTCacheOutput=" + ARCHIVE),
                                "--stop-when-ready"))
                        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
                if (start.waitFor() != 0) {
                    throw new IllegalStateException("no start could be recorded:\n" + Files.readString(log));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Classes in folders can't be recorded. */
        private static String onlyJars(Path folder) throws IOException {
            List<String> jars = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry).toAbsolutePath();
                if (Files.isDirectory(path)) {
                    Path jar = folder.resolve(jars.size() + ".jar").toAbsolutePath();
                    ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file",
                            jar.toString(), "-C", path.toString(), ".");
                    jars.add(jar.toString());
                } else if (Files.exists(path)) {
                    jars.add(path.toString());
                }
            }
            return String.join(File.pathSeparator, jars);
        }
    }

    private static List<String> command(String classPath, Path folder, int port, List<String> options,
            String... arguments) {
        // For so short a life the optimising compiler costs more than it saves.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "dev.parley.gateway.cli.Parley", "serve", "--port",
                String.valueOf(port), "--config", folder.resolve("config").toString(), "--data",
                folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * @param folder has {@code config} and {@code data}
     * @param log    where the server's output goes
     */
    static Process start(Path folder, Path log, String... properties) throws IOException {
        return start(folder, log, 0, Map.of(), properties);
    }

    /**
     * @param port 0: any
     * @param variables environment, for example of a channel
     */
    static Process start(Path folder, Path log, int port, Map<String, String> variables, String... properties)
            throws IOException {
        List<String> options = new ArrayList<>(List.of(properties));
        options.add("-XX:AOTCache=" + Recorded.ARCHIVE);
        ProcessBuilder builder = new ProcessBuilder(command(Recorded.CLASS_PATH, folder, port, options))
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
