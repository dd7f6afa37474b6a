package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That other systems are told of handoffs and alerts: signed, in order, until they took it, and nothing after forgetting. */
@MostlyWaiting
class WebhookTest {

    private static final WebhookReceiver helpdesk = new WebhookReceiver();
    private static final WebhookReceiver broken = new WebhookReceiver();

    private static TestServer server;
    private static Path secrets;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        // Two secrets, as while they change: receivers that know either take it.
        secrets = Files.writeString(folder.resolve("secret"), "an-old-secret\n" + WebhookReceiver.SECRET + "\n");
        broken.refuse(Integer.MAX_VALUE);
        server = new TestServer(folder, Map.of("PARLEY_WEBHOOK_SECRET_FILE", secrets.toString()),
                settings -> settings.replace("urls: []", "urls: [" + helpdesk.url() + ", " + broken.url() + "]"));
    }

    @AfterAll
    static void stop() {
        server.close();
        helpdesk.close();
        broken.close();
    }

    @Test
    void aHelpdeskIsToldOfAHandoffFromBeginningToEndWithAllItNeeds() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person about the brass lamp");
        long id = handoff("brass lamp");
        server.admin("/api/v1/handoffs/" + id + "/claim", Map.of("agent", "Grace"), 200);
        server.admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", "Grace", "text", "Which one, please?"), 200);
        server.admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", "Grace", "text", "The tall one?"), 200);
        server.admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Grace"), 200);
        TestServer.await("the end", () -> helpdesk.types(id).contains("handoff.resolved"));
        assertEquals(List.of("handoff.opened", "handoff.claimed", "handoff.replied", "handoff.replied",
                "handoff.resolved"), helpdesk.types(id));
        List<WebhookReceiver.Received> mine = helpdesk.received().stream().filter(each -> each.handoff() == id)
                .toList();
        assertTrue(mine.stream().allMatch(WebhookReceiver.Received::isGenuine), mine::toString);
        JsonNode opened = mine.getFirst().body().path("data");
        assertEquals("customer_request", opened.at("/handoff/reason").asText());
        assertEquals("web", opened.at("/conversation/channel").asText());
        assertTrue(opened.at("/conversation/transcript").toString().contains("brass lamp"), opened::toString);
        assertEquals(List.of("Which one, please?", "The tall one?"), mine.stream()
                .filter(each -> each.type().equals("handoff.replied"))
                .map(each -> each.body().at("/data/text").asText()).toList());
        assertEquals("Grace", mine.getLast().body().at("/data/agent").asText());
        assertEquals("resolved", mine.getLast().body().at("/data/handoff/outcome").asText());
        visitor.press(visitor.events(0).getLast().at("/choices/1/id").asText());
        TestServer.await("the rating", () -> helpdesk.types(id).contains("handoff.rated"));
        assertEquals(4, helpdesk.received().getLast().body().at("/data/score").asInt());
    }

    @Test
    void whatIsRefusedComesAgainUnderTheSameIdAndWhatFollowsWaitsForIt() {
        helpdesk.refuse(0);
        TestServer.Visitor visitor = server.visitor();
        helpdesk.refuse(1);
        visitor.say("may I speak to a human about the green jug?");
        long id = handoff("green jug");
        server.admin("/api/v1/handoffs/" + id + "/claim", Map.of("agent", "Grace"), 200);
        TestServer.await("the claim", () -> helpdesk.types(id).contains("handoff.claimed"));
        List<WebhookReceiver.Received> mine = helpdesk.received().stream().filter(each -> each.handoff() == id)
                .toList();
        assertEquals(List.of(503, 200, 200), mine.stream().map(WebhookReceiver.Received::status).toList());
        assertEquals(mine.get(0).id(), mine.get(1).id());
        assertEquals("handoff.claimed", mine.get(2).type());
    }

    @Test
    void anAddressThatTakesNothingHoldsUpNobodyAndIsAnAlertOfWhichTheOthersAreTold() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I need a human for the wicker basket");
        long id = handoff("wicker basket");
        TestServer.await("the other address", () -> helpdesk.types(id).contains("handoff.opened"));
        TestServer.await("some attempts", () -> broken.received().size() >= 2);
        JsonNode listed = server.admin("/api/v1/webhooks");
        JsonNode waiting = listed.path("untaken").get(0);
        assertEquals(broken.url(), waiting.path("url").asText());
        assertEquals("it answered 503", waiting.path("error").asText("it answered 503"));
        TestServer.await("the alert", () -> {
            server.admin("/api/v1/webhooks/" + waiting.path("id").asLong() + "/retry", Map.of(), 200);
            return helpdesk.received().stream().anyMatch(each -> each.type().equals("alert.raised")
                    && each.body().at("/data/alert/text").asText().startsWith(broken.url() + " does not take"));
        });
        assertTrue(server.admin("/api/v1/alerts").toString().contains(broken.url()));
        server.admin("/api/v1/webhooks/4711/retry", Map.of(), 404);
    }

    @Test
    void whoIsForgottenIsInNoMessageAnyMore() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I need a human for the marble clock");
        long id = handoff("marble clock");
        TestServer.await("the message", () -> helpdesk.types(id).contains("handoff.opened"));
        String messages = "handoff-" + id + "-";
        assertTrue(server.admin("/api/v1/webhooks").toString().contains(messages));
        String customer = server.admin("/api/v1/handoffs/" + id).at("/customer/id").asText();
        assertEquals(200, server.send("DELETE", "/api/v1/customers/" + customer, null, TestServer.TOKEN).statusCode());
        assertFalse(server.admin("/api/v1/webhooks").toString().contains(messages));
    }

    private static long handoff(String about) {
        TestServer.await("the handoff", () -> find(about) > 0);
        return find(about);
    }

    private static long find(String about) {
        for (JsonNode handoff : server.admin("/api/v1/handoffs?state=open").path("handoffs")) {
            if (handoff.path("lastMessage").asText().contains(about)) {
                return handoff.path("id").asLong();
            }
        }
        return 0;
    }
}
