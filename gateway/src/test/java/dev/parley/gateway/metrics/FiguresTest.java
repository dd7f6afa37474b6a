package dev.parley.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A known set of conversations, and the figures that must come of it by the definitions. */
class FiguresTest {

    private static TestServer server;

    @BeforeAll
    static void play(@TempDir Path folder) {
        server = new TestServer(folder, Map.of());
        // Answered, liked, still open.
        TestServer.Visitor happy = server.visitor();
        happy.judge(happy.ask("How do I return an item?").at("/answer/turnId").asText(), true);
        judge(happy, Map.of("articleId", "return-an-item"));
        happy.ask("thanks");
        // No-touch, resolved by a person: closed, resolved, not deflected.
        TestServer.Visitor disputer = server.visitor();
        disputer.ask("you charged me twice");
        long id = disputer.handoff("open").path("id").asLong();
        server.admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Ana"), 200);
        // Answered and disliked, so a person takes over, and resolves it: closed, but not resolved for the figure.
        TestServer.Visitor unhappy = server.visitor();
        unhappy.judge(unhappy.ask("When will I get my refund?").at("/answer/turnId").asText(), false);
        judge(unhappy, Map.of());
        TestServer.await("the handoff", () -> unhappy.handoff("open").has("id"));
        unhappy.ask("hello?");
        long second = unhappy.handoff("open").path("id").asLong();
        server.admin("/api/v1/handoffs/" + second + "/resolve", Map.of("agent", "Ana"), 200);
        // Nothing sure, waiting.
        server.visitor().ask("who won the match last night");
    }

    /** What an owner says of the first turn. */
    private static void judge(TestServer.Visitor visitor, Map<String, ?> body) {
        server.put("/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText() + "/judgement", body, 200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyFigureFollowsItsDefinition() {
        JsonNode body = server.admin("/api/v1/metrics");
        assertEquals("4 6 2 3 1 1", counts(body, List.of("conversations", "turns", "answers", "handoffs", "helpful",
                "unhelpful")));
        assertEquals("2/3", ratio(body, "kbHitRate"));
        assertEquals("1/2", ratio(body, "resolutionRate"));
        assertEquals("0/2", ratio(body, "deflectionRate"));
        assertEquals("3/4", ratio(body, "escalationRate"));
        assertEquals("1/2", ratio(body, "overrideRate"));
        assertTrue(body.at("/figures/kbHitRate/definition").asText().startsWith("turns answered or clarified"));
        assertTrue(body.at("/figures/firstResponse/p50Millis").asLong() > 0);
        assertEquals("{\"no_touch\":1,\"not_sure\":1,\"repeated_failure\":1}",
                body.path("handoffsByReason").toString());
        assertEquals(1, body.at("/byCategory/billing/handoffs").asInt());
        assertEquals(1, body.at("/byCategory/refunds/turns").asInt());
        assertEquals(6, body.at("/byChannel/web/turns").asInt());
        assertEquals("3/4", body.at("/byLanguage/en/escalationRate/numerator").asText() + "/"
                + body.at("/byLanguage/en/escalationRate/denominator").asText());
    }

    @Test
    void aSpanWithoutConversationsHasNoValues() {
        JsonNode body = server.admin("/api/v1/metrics?from=2020-01-01&to=2020-02-01");
        assertTrue(body.at("/figures/kbHitRate/value").isNull());
        assertEquals("{}", body.path("byChannel").toString());
        assertTrue(body.at("/figures/firstResponse/p95Millis").isNull());
    }

    private static String counts(JsonNode body, List<String> names) {
        return String.join(" ", names.stream().map(name -> body.at("/counts/" + name).asText()).toList());
    }

    private static String ratio(JsonNode body, String figure) {
        JsonNode rate = body.at("/figures/" + figure);
        return rate.path("numerator").asText() + "/" + rate.path("denominator").asText();
    }
}
