package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept whatever happens, and what is gone when it is to be gone. */
class NothingLostTest {

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPoisonMessageBecomesADeadLetterAndTheCustomerGetsAPerson() throws Exception {
        execute("ALTER TABLE turn ADD CONSTRAINT no_poison CHECK (text <> 'poison')");
        TestServer.Visitor visitor = server.visitor();
        visitor.say("poison");
        visitor.say("hello");
        TestServer.await("both turns", () -> visitor.record().path("turns").size() == 2);
        assertEquals("system_error", visitor.handoff("open").path("reason").asText());
        assertEquals("leave_to_human", visitor.record().at("/turns/1/decision").asText());
        JsonNode dead = server.admin("/api/v1/dead-letters").at("/deadLetters/0");
        assertEquals(5, dead.path("attempts").asInt());
        assertEquals(visitor.id, dead.path("conversationId").asText());
        assertEquals("poison", dead.path("text").asText());
        assertTrue(dead.path("why").asText().contains("no_poison"), dead::toString);
        execute("ALTER TABLE turn DROP CONSTRAINT no_poison");
        server.admin("/api/v1/dead-letters/" + dead.path("id").asLong() + "/replay", Map.of(), 200);
        TestServer.await("its end", () -> server.admin("/api/v1/dead-letters").path("deadLetters").isEmpty());
        TestServer.await("its outcome",
                () -> visitor.record().at("/turns/0/decision").asText().equals("leave_to_human"));
        assertEquals(2, visitor.record().path("turns").size(), "one outcome each");
        server.admin("/api/v1/dead-letters/4711/replay", Map.of(), 404);
    }

    @Test
    void aForgottenCustomerLeavesCountsAndNothingElse() throws Exception {
        String secret = "xylophone-4711";
        TestServer.Visitor visitor = server.visitor();
        String turn = visitor.ask("How do I return an item?").at("/answer/turnId").asText();
        server.send("POST", "/api/v1/web/conversations/" + visitor.id + "/feedback",
                Map.of("turnId", turn, "helpful", true, "comment", secret), visitor.token);
        visitor.say("c-1", "my lawyer plays the " + secret, 202);
        TestServer.await("the handoff", () -> visitor.handoff("open").has("id"));
        JsonNode before = server.admin("/api/v1/metrics").path("counts");
        assertTrue(rowsWith(secret) > 0);
        String customer = visitor.handoff("open").at("/customer/id").asText();
        assertEquals(200, server.send("DELETE", "/api/v1/customers/" + customer, null, TestServer.TOKEN).statusCode());
        assertEquals(0, rowsWith(secret));
        assertEquals(0, rowsWith(visitor.id), "nor where they wrote");
        assertEquals(before, server.admin("/api/v1/metrics").path("counts"));
        assertEquals(404,
                server.send("GET", "/api/v1/conversations/" + visitor.id, null, TestServer.TOKEN).statusCode());
        visitor.say("c-1", "my lawyer plays the " + secret, 202);
        assertEquals(0, rowsWith(secret), "a late retry brings nothing back");
        assertEquals(List.of(), visitor.events(0));
        assertTrue(visitor.ask("Which payment methods do you take?").has("answer"), "they may begin anew");
    }

    @Test
    void aBackupOfTheRunningServerIsAWholeDatabase(@TempDir Path other) throws Exception {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("How do I return an item?");
        Path zip = other.resolve("copy.zip");
        assertTrue(server.admin("/api/v1/backup", Map.of("file", zip.toString()), 200).path("bytes").asLong() > 1_000);
        server.admin("/api/v1/backup", Map.of("file", zip.toString()), 400);
        unzip(zip, Files.createDirectories(other.resolve("data")));
        try (TestServer restored = new TestServer(other, Map.of())) {
            JsonNode record = restored.admin("/api/v1/conversations/" + visitor.id);
            assertEquals("return-an-item", record.at("/turns/0/answer/articleId").asText());
        }
    }

    @Test
    void whoFloodsIsToldToWaitAndOthersAreNot() {
        TestServer.Visitor flooder = server.visitor();
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            HttpResponse<String> response = server.send("POST",
                    "/api/v1/web/conversations/" + flooder.id + "/messages",
                    Map.of("clientMessageId", "f-" + i, "text", "thanks"), flooder.token);
            refused += response.statusCode() == 429 ? 1 : 0;
        }
        assertTrue(refused > 0 && refused <= 100, refused + " of 400 refused, 300 a minute are allowed");
        server.visitor().say("thanks");
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Files.copy(entries, target.resolve(entry.getName()));
            }
        }
    }

    /** In all text columns of all tables. */
    private static int rowsWith(String text) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = server.database(); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("""
                    SELECT table_name, column_name FROM information_schema.columns
                    WHERE lower(table_schema) = 'public' AND lower(data_type) LIKE 'character%'
                    """)) {
                while (found.next()) {
                    columns.add(found.getString(1) + " WHERE " + found.getString(2));
                }
            }
            int rows = 0;
            for (String column : columns) {
                // Deduplication keys stay: they say that something was delivered, not what.
                if (column.endsWith(" delivery_id")) {
                    continue;
                }
                try (ResultSet count = statement
                        .executeQuery("SELECT count(*) FROM " + column + " LIKE '%" + text + "%'")) {
                    count.next();
                    rows += count.getInt(1);
                }
            }
            return rows;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.database(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
