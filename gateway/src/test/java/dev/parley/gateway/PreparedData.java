package dev.parley.gateway;

import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The data folder that a first start with the shipped configuration leaves: its articles are embedded, indexed and learned
 * from once for all tests of a build, which {@code parley.build} names. Vectors are kept from one build to the next.
 */
public final class PreparedData {

    private static final Path EMBEDDINGS = Path.of("target/test-embeddings");

    private PreparedData() {}

    /** Lets a server start in {@code data} as if it had been started there before. */
    static void copyTo(Path data) {
        copyFolder(Made.FOLDER, data);
    }

    /** Only the vectors, for what must be built by the test itself. */
    public static void copyVectorsTo(Path data) {
        copyFolder(Made.FOLDER.resolve("embeddings"), data.resolve("embeddings"));
    }

    private static final class Made {

        static final Path FOLDER = make();

        private static Path make() {
            try {
                String build = System.getProperty("parley.build");
                Path made = Path.of("target/prepared-" + (build == null ? ProcessHandle.current().pid() : build));
                if (build != null && Files.exists(made)) {
                    return made;
                }
                deleteThoseOfOtherBuilds();
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "preparing-");
                Path data = folder.resolve("data");
                copyFolder(EMBEDDINGS, data.resolve("embeddings"));
                Path config = folder.resolve("config");
                TestServer.copyShippedConfig(config);
                Secrets secrets = new Secrets(Map.of("PARLEY_ADMIN_TOKEN", TestServer.TOKEN));
                try (Application first = Application.start(
                        new ConfigLoader(new ConfigLoader.Options(config, data, 0), secrets).load(), config, secrets,
                        Clock.systemUTC())) {
                    // Or each test's server would ask the golden questions.
                    TestServer.await("the articles were compared and the golden questions asked",
                            () -> isExamined(first));
                }
                copyFolder(data.resolve("embeddings"), EMBEDDINGS);
                return Files.move(data, made, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Each takes 50 MB. One that is an hour old belongs to no build that still runs. */
    private static void deleteThoseOfOtherBuilds() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        if (!Files.isDirectory(Path.of("target"))) {
            return;
        }
        try (Stream<Path> all = Files.list(Path.of("target"))) {
            for (Path folder : all.filter(each -> each.getFileName().toString().matches("prepar(ed|ing)-.*"))
                    .toList()) {
                if (Files.getLastModifiedTime(folder).compareTo(old) < 0) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                            Files.delete(file);
                        }
                    }
                }
            }
        }
    }

    private static boolean isExamined(Application application) {
        DataSource pool = DelegatingDataSource.unwrapDataSource(application.context().getBean(DataSource.class));
        try (Connection connection = pool.getConnection();
                ResultSet row = connection.createStatement()
                        .executeQuery("SELECT count(*) FROM generation WHERE examined IS NOT NULL")) {
            return row.next() && row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void copyFolder(Path source, Path target) {
        if (!Files.exists(source)) {
            return;
        }
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
