package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rules.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide about the running bot: pauses, rollout, changed files, and what they see of its decisions. */
class PolicyTest {

    private static final String QUESTION = "How do I return an item?";

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

    @AfterEach
    void restore() throws IOException {
        server.send("DELETE", "/api/v1/pauses", null, TestServer.TOKEN);
        server.send("DELETE", "/api/v1/pauses?category=returns", null, TestServer.TOKEN);
        for (String file : List.of("rollout.yml", "no-touch.yml", "escalation.yml", "brand.yml", "routing.yml")) {
            Files.copy(Path.of("../config", file), server.config.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        TestServer.await("the shipped files", () -> version().equals(shipped()) && problem().isEmpty());
    }

    @Test
    void aPauseHoldsAtOnceForItsCategoryAloneAndIsRecorded() {
        String refused = server.admin("/api/v1/pauses", Map.of("category", "retruns", "reason", "new portal"), 400)
                .toString();
        assertTrue(refused.contains("no category 'retruns'") && refused.contains("returns, "), refused);
        JsonNode pause = server.admin("/api/v1/pauses",
                Map.of("category", "Returns", "reason", "new returns portal", "minutes", 60, "by", "Mia"), 201);
        assertTrue(pause.path("active").asBoolean());
        assertEquals("returns", pause.path("category").asText());
        TestServer.Visitor visitor = server.visitor();
        visitor.ask(QUESTION);
        JsonNode handoff = visitor.handoff("open");
        assertEquals("policy_pause", handoff.path("reason").asText());
        assertEquals("answers are paused: new returns portal", handoff.path("why").asText());
        assertTrue(server.visitor().ask("Which payment methods do you take?").has("answer"), "another category");
        assertEquals(1, server.admin("/api/v1/pauses").path("pauses").valueStream()
                .filter(each -> each.path("active").asBoolean() && each.path("by").asText().equals("Mia")).count());
        server.send("DELETE", "/api/v1/pauses?category=returns", null, TestServer.TOKEN);
        assertTrue(server.visitor().ask(QUESTION).has("answer"));
        assertTrue(server.admin("/api/v1/pauses", Map.of("minutes", 5), 400).toString().contains("reason"));
    }

    @Test
    void inShadowTheAnswerIsADraftForThePersonAndItsAgreementIsKept() throws IOException {
        write("rollout.yml", "rollout:\n  - {channel: web, category: returns, mode: shadow, share: 100}\n"
                + "  - {channel: \"*\", category: \"*\", mode: live, share: 100}\n");
        TestServer.Visitor visitor = server.visitor();
        JsonNode said = visitor.ask(QUESTION);
        assertFalse(said.has("answer"), said::toString);
        JsonNode handoff = visitor.handoff("open");
        assertEquals("rollout", handoff.path("reason").asText());
        String draft = handoff.path("draft").asText();
        assertTrue(draft.length() > 20, handoff::toString);
        long id = handoff.path("id").asLong();
        JsonNode replied = server.admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", "Ana", "text", draft),
                200);
        assertEquals(1.0, replied.path("draftAgreement").asDouble(), 1e-9);
        assertTrue(server.visitor().ask("Which payment methods do you take?").has("answer"),
                "another category is live");
    }

    @Test
    void aShareIsStickyByCustomer() throws IOException {
        write("rollout.yml", "rollout:\n  - {channel: \"*\", category: \"*\", mode: live, share: 50}\n");
        int answered = 0;
        for (int i = 0; i < 16; i++) {
            TestServer.Visitor visitor = server.visitor();
            boolean first = visitor.ask(QUESTION).has("answer");
            answered += first ? 1 : 0;
            if (first) {
                assertTrue(visitor.ask("Which payment methods do you take?").has("answer"));
            }
        }
        assertTrue(answered > 0 && answered < 16, answered + " of 16");
    }

    @Test
    void aThumbsDownBringsAPersonAtOnce() {
        TestServer.Visitor visitor = server.visitor();
        visitor.judge(visitor.ask(QUESTION).at("/answer/turnId").asText(), false);
        TestServer.await("the handoff", () -> visitor.handoff("open").has("id"));
        assertEquals("repeated_failure", visitor.handoff("open").path("reason").asText());
        assertEquals("frustration", visitor.handoff("open").path("team").asText());
        assertEquals(1, visitor.record().path("turns").size(), "a judgement is no turn");
    }

    @Test
    void aHandoffGoesToTheTeamOfItsTopic() {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("my lawyer will write to you");
        JsonNode handoff = visitor.handoff("open");
        assertEquals("legal-compliance", handoff.path("team").asText());
        assertTrue(handoff.hasNonNull("dueAt"));
        assertTrue(handoff.path("why").asText().contains("legal"), handoff::toString);
    }

    @Test
    void aTurnIsExplainedAndReplayedAgainstTodaysRules() throws IOException {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask(QUESTION);
        long turn = visitor.record().at("/turns/0/turnId").asLong();
        JsonNode explained = server.admin("/api/v1/turns/" + turn);
        assertEquals(QUESTION, explained.path("text").asText());
        assertEquals("return-an-item", explained.at("/turn/record/hits/0/articleId").asText());
        assertTrue(explained.at("/turn/record/generation").asLong() > 0);
        assertEquals(Set.of("rules", "search", "objections", "phrasing"),
                Set.copyOf(explained.at("/turn/record/micros").findValuesAsText("name")), explained::toString);
        assertEquals(version(), explained.at("/turn/record/policy").asText());
        assertFalse(server.admin("/api/v1/turns/" + turn + "/replay", Map.of(), 200).path("changed").asBoolean());
        String rules = Files.readString(server.config.resolve("no-touch.yml"));
        write("no-touch.yml", rules.replace("rules:\n", """
                rules:

                  - {id: returns-by-people, category: returns, priority: normal, reason: a test, languages: [],
                     categories: [], phrases: [return an item], patterns: [], except: [],
                     examples: {match: ["How do I return an item?"], noMatch: []}}
                """));
        JsonNode replayed = server.admin("/api/v1/turns/" + turn + "/replay", Map.of(), 200);
        assertTrue(replayed.path("changed").asBoolean(), replayed::toString);
        assertEquals("returns-by-people", replayed.at("/now/rule").asText());
        assertEquals("return-an-item", replayed.at("/before/articleId").asText());
        write("no-touch.yml", rules);
        Path article = server.config.resolve("kb/returns/return-an-item.md");
        Files.writeString(article, Files.readString(article).replace("30 days", "60 days"));
        TestServer.await("the other wording of the same article", () -> server
                .admin("/api/v1/turns/" + turn + "/replay", Map.of(), 200).at("/now/answer").asText()
                .contains("60 days"));
        assertTrue(server.admin("/api/v1/turns/" + turn + "/replay", Map.of(), 200).path("changed").asBoolean());
        server.admin("/api/v1/turns/999999/replay", Map.of(), 404);
    }

    @Test
    void aLineThatFitsNothingIsAnAlertUntilItIsMended() throws IOException {
        write("rollout.yml", "rollout:\n  - {channel: telegrm, category: refund, mode: off, share: 100}\n"
                + "  - {channel: \"*\", category: \"*\", mode: live, share: 100}\n");
        TestServer.await("the alert", Duration.ofSeconds(30), () -> {
            String alerts = server.admin("/api/v1/alerts").toString();
            return alerts.contains("the channel 'telegrm'") && alerts.contains("the category 'refund'");
        });
        Files.copy(Path.of("../config/rollout.yml"), server.config.resolve("rollout.yml"),
                StandardCopyOption.REPLACE_EXISTING);
        TestServer.await("its end", Duration.ofSeconds(30),
                () -> server.admin("/api/v1/alerts").path("alerts").valueStream()
                        .noneMatch(alert -> alert.path("name").asText().equals("policy-names")
                                && !alert.hasNonNull("clearedAt")));
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndTheOldOnesStayInForce() throws IOException {
        String good = version();
        Path file = server.config.resolve("no-touch.yml");
        Files.writeString(file, Files.readString(file).replaceFirst("    patterns: \\[]", "    patern: []"));
        TestServer.await("the refusal", () -> !problem().isEmpty());
        assertTrue(problem().contains("no-touch.yml:") && problem().contains("patern"), problem());
        assertEquals(good, version());
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("my lawyer will write to you");
        assertEquals("legal", visitor.handoff("open").path("rule").asText());
    }

    /** Five hundred ways to break a file, while customers write. */
    @Test
    void noBrokenConfigurationIsEverInForceOrDropsAMessage() throws Exception {
        String good = version();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        Thread customers = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                TestServer.Visitor visitor = server.visitor();
                boolean isForbidden = asked.incrementAndGet() % 10 == 0;
                visitor.ask(isForbidden ? "my lawyer will write to you" : QUESTION);
                JsonNode turn = visitor.record().at("/turns/0");
                boolean isRight = isForbidden
                        ? turn.path("rule").asText().equals("legal")
                        : turn.path("decision").asText().equals("answer");
                wrong.addAndGet(isRight ? 0 : 1);
            }
        });
        Random random = new Random(20261124);
        Policies policies = server.application().context()
                .getBean(Policies.class);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            String name = List.of("rollout.yml", "no-touch.yml", "escalation.yml", "brand.yml", "routing.yml")
                    .get(random.nextInt(5));
            Path file = server.config.resolve(name);
            String shipped = Files.readString(Path.of("../config", name));
            Files.writeString(file, broken(shipped, random));
            policies.reloadIfChanged();
            policies.reloadIfChanged();
            assertEquals(good, policies.current().version(), () -> "in force: " + file);
            String problem = policies.findProblem().orElseThrow();
            assertTrue(problem.matches("(?s).*" + name + ":\\d+: .*;.*"), problem);
            refused++;
            Files.writeString(file, shipped);
        }
        over.set(true);
        customers.join();
        assertEquals(500, refused);
        assertEquals(0, wrong.get());
        assertTrue(asked.get() > 5, asked + " customers");
    }

    private static String broken(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<Integer> keys = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).matches(" *(- )?[a-zA-Z]+:.*")).boxed().toList();
        int at = keys.get(random.nextInt(keys.size()));
        String line = lines.get(at);
        int key = line.length() - line.stripLeading().length();
        lines.set(at, switch (random.nextInt(4)) {
            case 0 -> line.replaceFirst("([a-zA-Z]+):", "$1x:");
            case 1 -> line + "\n" + " ".repeat(key) + "surprise: 1";
            case 2 -> "\t" + line;
            default -> line.replaceFirst(":", "");
        });
        return String.join("\n", lines) + "\n";
    }

    private static void write(String name, String text) throws IOException {
        String before = version();
        Files.writeString(server.config.resolve(name), text);
        TestServer.await("the new " + name, () -> !version().equals(before));
        assertNotEquals(before, version());
    }

    private static String version() {
        return server.admin("/api/v1/policy").path("version").asText();
    }

    private static String problem() {
        return server.admin("/api/v1/policy").path("problem").asText("");
    }

    private static String shipped() {
        return new Policies(Path.of("../config"), Wording.NONE)
                .current().version();
    }
}
