package dev.parley.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real PostgreSQL. */
class PostgresServerTest extends ServerScenarios {

    private static EmbeddedPostgres postgres;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        server = new TestServer(folder, Map.of("PARLEY_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "PARLEY_DB_USER", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        postgres.close();
    }

    @Override
    TestServer server() {
        return server;
    }
}
