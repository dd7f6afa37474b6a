package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private static final String CONFIG = "../config";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "ask", "chat", "golden", "reindex", "metrics"})
    void everyCommandHasHelp(String command) {
        assertEquals(0, command.isEmpty() ? run("--help") : run(command, "--help"));
        assertTrue(out.toString().contains("Usage: parley"));
    }

    @Test
    void theGoldenQuestionsKeepThePromises() {
        assertEquals(0, run("golden", "--config", CONFIG), out.toString());
        assertTrue(out.toString().contains("All promises are kept."));
    }

    @Test
    void askPrintsEveryKeyInTheOrderOfTheQuestions() throws IOException {
        Path file = folder.resolve("questions.jsonl");
        Files.writeString(file, """
                {"id":"a","text":"How do I return an item?","relevant":["x"]}

                {"id":"b","text":"I was charged twice"}
                {"text":"hello"}
                """);
        assertEquals(0, run("ask", "--json", "--config", CONFIG, "--file", file.toString()), err.toString());
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        assertEquals(List.of("answer", "handoff", "smalltalk"),
                answers.stream().map(answer -> answer.path("decision").asText()).toList());
        for (JsonNode answer : answers) {
            for (String key : List.of("id", "text", "decision", "articleId", "confidence", "reason", "rule", "answer",
                    "answers", "language", "category")) {
                assertTrue(answer.has(key), key);
            }
        }
        assertEquals("return-an-item", answers.getFirst().path("articleId").asText());
        assertEquals("no_touch", answers.get(1).path("reason").asText());
        assertTrue(answers.get(2).path("id").isNull());
    }

    @Test
    void wrongUsageAndConfigurationEndWithTwo() throws IOException {
        assertEquals(2, run("ask"));
        assertEquals(2, run("no-such-command"));
        assertEquals(2, run("ask", "--config", folder.resolve("nowhere").toString(), "hello"));
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, "{\"text\":\"fine\"}\n{\"txt\":1}\n");
        assertEquals(2, run("ask", "--config", CONFIG, "--file", file.toString()));
        assertTrue(err.toString().contains("bad.jsonl:2: 'text' is missing"), err.toString());
    }

    @Test
    void withoutAServerTheClientCommandsEndWithThree() {
        for (String command : List.of("reindex", "metrics")) {
            assertEquals(3, run(command, "--url", "http://localhost:1"));
        }
        assertTrue(err.toString().contains("start ./parley first"));
    }

    @Test
    void reindexAndMetricsTalkToTheServer() throws IOException {
        try (TestServer server = new TestServer(folder, Map.of())) {
            Files.writeString(folder.resolve("data/admin-token"), TestServer.TOKEN);
            String data = folder.resolve("data").toString();
            server.visitor().ask("How do I return an item?");
            assertEquals(0, run("reindex", "--url", server.url(), "--data", data), err.toString());
            assertTrue(out.toString().contains("110 unchanged"), out.toString());
            assertEquals(0, run("metrics", "--url", server.url(), "--data", data), err.toString());
            assertTrue(out.toString().contains("KB hit rate       100.0 %  (1 / 1)"), out.toString());
            assertEquals(2, run("metrics", "--url", server.url(), "--data", folder.toString()), "no token there");
        }
    }

    @Test
    void optionsBeforeACommandAreThatCommands() {
        assertArrayEquals(new String[]{"ask", "--config", "x", "chat"},
                Parley.commandFirst("--config", "x", "ask", "chat"));
        assertArrayEquals(new String[]{"metrics", "--data=y", "--json"},
                Parley.commandFirst("--data=y", "metrics", "--json"));
        assertArrayEquals(new String[]{"--config", "ask"}, Parley.commandFirst("--config", "ask"), "a folder's name");
        assertArrayEquals(new String[]{"ask", "help"}, Parley.commandFirst("ask", "help"));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Parley.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
