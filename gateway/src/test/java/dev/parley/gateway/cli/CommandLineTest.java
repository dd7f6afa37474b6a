package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.gateway.PreparedData;
import dev.parley.gateway.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
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

    /** What would take half a minute to embed, as after a start of the server in this directory. */
    @BeforeAll
    static void prepare() {
        if (!Files.exists(Path.of(".parley/embeddings"))) {
            PreparedData.copyVectorsTo(Path.of(".parley"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "ask", "chat", "golden", "reindex", "metrics", "rules", "brand", "pause",
        "resume",
        "explain", "eval", "kb", "rollback", "channels", "drill", "replay", "forget", "backup"})
    void everyCommandHasHelp(String command) {
        assertEquals(0, command.isEmpty() ? run("--help") : run(command, "--help"));
        assertTrue(out.toString().contains("Usage: parley"));
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeAnythingIsBuilt() throws IOException {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0)) {
            assertEquals(2, run("serve", "--config", CONFIG, "--data", data.toString(), "--port",
                    String.valueOf(taken.getLocalPort())));
        }
        assertTrue(err.toString().contains("is already in use; stop what uses it"), err.toString());
        assertFalse(Files.exists(data));
    }

    @Test
    void theGoldenQuestionsKeepThePromises() {
        assertEquals(0, run("golden", "--config", CONFIG), out.toString());
        assertTrue(out.toString().contains("All promises are kept."));
    }

    @Test
    void theShippedRulesKeepTheirExamplesAndExplainThemselves() {
        assertEquals(0, run("rules", "test", "--config", CONFIG), out.toString());
        assertTrue(out.toString().contains(" 0 of them wrong"), out.toString());
        assertEquals(0, run("rules", "explain", "--config", CONFIG, "my l.a.w.y.e.r will write"));
        assertTrue(out.toString().contains("no_touch: legal") && out.toString().contains("legal-compliance"),
                out.toString());
        assertEquals(0, run("rules", "explain", "--config", CONFIG, "Wie kann ich das mit Ihrem Anwalt klären?"));
        assertTrue(out.toString().contains("language: de, as the text reads"), out.toString());
        assertEquals(2, run("rules", "explain", "--config", CONFIG, "--language", "xx", "hello"));
        assertTrue(err.toString().contains("'xx' is no language"), err.toString());
    }

    @Test
    void theBrandsTextsAreShownOnOnePage() throws IOException {
        Path page = folder.resolve("preview.html");
        assertEquals(0, run("brand", "preview", "--config", CONFIG, "--out", page.toString()), err.toString());
        String html = Files.readString(page);
        assertTrue(html.contains("German") && html.contains("Mit einem Menschen sprechen")
                && html.contains("handoff: repeated_failure"));
        assertFalse(html.contains("{brand}"));
    }

    @Test
    void thePageHasEveryTextThatTheFileHas() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode brand = yaml.readTree(Path.of(CONFIG, "brand.yml").toFile());
        List<String> marks = new ArrayList<>();
        mark((ObjectNode) brand.at("/texts/en"), marks);
        Path config = Files.createDirectory(folder.resolve("config"));
        yaml.writeValue(config.resolve("brand.yml").toFile(), brand);
        Path page = folder.resolve("preview.html");
        assertEquals(0, run("brand", "preview", "--config", config.toString(), "--out", page.toString()),
                err.toString());
        String html = Files.readString(page);
        assertTrue(marks.size() > 40, marks::toString);
        // The first is the role, which other texts name.
        assertEquals(List.of(), marks.stream().skip(1).filter(mark -> !html.contains(mark)).toList());
    }

    /** Every text says where it stands, and nothing else. */
    private static void mark(ObjectNode section, List<String> marks) {
        section.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode inner) {
                mark(inner, marks);
            } else {
                String mark = "mark" + marks.size() + "end";
                marks.add(mark);
                entry.setValue(section.textNode(mark));
            }
        });
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
            List<String> at = List.of("--url", server.url(), "--data", data);
            assertEquals(0, run("explain", at, "1"), err.toString());
            assertTrue(out.toString().contains("sent: return-an-item, characters"), out.toString());
            assertEquals(0, run("replay", at, "1"), err.toString());
            assertTrue(out.toString().contains("0 of 1 turns would be decided otherwise."), out.toString());
            assertEquals(0, run("pause", at, "--category", "returns", "--minutes", "5", "a test"), err.toString());
            assertEquals(1, run("replay", at, "1"), "a pause changes the decision");
            assertTrue(out.toString().contains("policy_pause"), out.toString());
            assertEquals(0, run("resume", at, "--category", "returns"), err.toString());
            assertTrue(out.toString().contains("The bot answers again: channel all, category returns."),
                    out.toString());
            assertEquals(1, run("resume", at, "--category", "returns"), "nothing was paused");
            assertEquals(0, run("backup", at, folder.resolve("copy.zip").toString()), err.toString());
            assertTrue(Files.size(folder.resolve("copy.zip")) > 1_000);
            assertEquals(0, run("forget", at, "web:nobody"), err.toString());
            assertTrue(out.toString().contains("0 conversations of web:nobody"), out.toString());
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

    private int run(String command, List<String> server, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(server);
        all.addAll(List.of(arguments));
        return run(all.toArray(new String[0]));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Parley.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
