package dev.parley.gateway.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept no longer than the configuration says. */
class RetentionTest {

    private static final int OLD = 1_050;

    @Test
    void allThatIsOldIsEmptiedAtOnceAndNothingElse(@TempDir Path folder) throws SQLException {
        try (TestServer server = new TestServer(folder, Map.of());
                Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            TestServer.Visitor young = server.visitor();
            young.ask("How do I return an item?");
            for (int i = 0; i < OLD; i++) {
                statement.addBatch("INSERT INTO conversation (channel, conversation_key, thread_key, customer_id,"
                        + " customer_name, language, handler, last_seq, started_at, last_activity_at) VALUES ('web', 'old-"
                        + i + "', '', 'web:old-" + i + "', 'Ada', 'en', 'BOT', 1, TIMESTAMP WITH TIME ZONE"
                        + " '2020-01-01 00:00:00+00', TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00')");
            }
            statement.executeBatch();
            statement.executeUpdate("INSERT INTO transcript (conversation_id, seq, said_at, type, text)"
                    + " SELECT id, 1, started_at, 'CUSTOMER', 'a secret' FROM conversation WHERE customer_name = 'Ada'");
            statement.executeUpdate("INSERT INTO inbox (channel, delivery_id, conversation_id, kind, content, seq,"
                    + " accepted_at, state, attempts) SELECT 'telegram', CONCAT('4711:', id), id, 'MESSAGE', 'a secret', 1,"
                    + " started_at, 'DONE', 0 FROM conversation WHERE customer_name = 'Ada'");
            statement.executeUpdate(
                    "INSERT INTO turn (conversation_id, inbox_id, seq, channel, text, language, accepted_at,"
                            + " decided_at, decision, category, reached_retrieval, hits, record) SELECT conversation_id, id, 1,"
                            + " channel, '', 'en', accepted_at, accepted_at, 'SMALLTALK', 'c', FALSE, '[]', '{}' FROM inbox"
                            + " WHERE content = 'a secret'");
            server.bean(Forgetting.class).emptyOld();
            assertEquals(OLD + 1, count(statement, "turn"));
            assertEquals(1, count(statement, "turn WHERE record IS NOT NULL"), "the figures stay, and the young one's");
            assertEquals(0, count(statement, "transcript WHERE text = 'a secret'"));
            assertEquals(OLD, count(statement, "conversation WHERE customer_id = 'erased' AND customer_name IS NULL"));
            assertEquals(OLD, count(statement, "inbox WHERE state = 'ERASED' AND delivery_id LIKE 'erased-%'"));
            assertEquals(2, young.events(0).size(), "what is young stays");
        }
    }

    private static int count(Statement statement, String what) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + what)) {
            row.next();
            return row.getInt(1);
        }
    }
}
