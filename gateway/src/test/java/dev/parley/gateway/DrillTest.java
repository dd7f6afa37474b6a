package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.slack.FakeSlack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it is noticed when handoffs do not arrive: by drills, and by a look at those that wait. */
@MostlyWaiting
class DrillTest {

    private static final String DESK = "C0DESK";
    private static final String ALARMS = "C0ALARMS";
    private static final FakeSlack slack = new FakeSlack();
    private static final DeskInSlack desk = new DeskInSlack(slack);
    private static final WebhookReceiver helpdesk = new WebhookReceiver();

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Map<String, String> variables = new java.util.HashMap<>(slack.socketVariables());
        variables.put("PARLEY_WEBHOOK_SECRET", WebhookReceiver.SECRET);
        server = server(folder, variables);
        TestServer.await("slack", slack::isConnected);
    }

    private static TestServer server(Path folder, Map<String, String> variables) {
        return new TestServer(folder, variables, settings -> {
            DeskInSlack.route(folder, routing -> routing
                    .replace("destinations: {}", "destinations: {support: {slack: " + DESK + "}, alarms: {slack: "
                            + ALARMS + "}}")
                    .replace("    mention:\n", "    mention: <!subteam^S0HELP>\n")
                    .replace("\nalerts:\n", "\nalerts: alarms\n").replace("hours: office", "hours: always")
                    .replace("\nfallback:\n", "\nfallback: support\n")
                    .replaceFirst("undelivered: [0-9.]+", "undelivered: 0.05"));
            return settings.replace("urls: []", "urls: [" + helpdesk.url() + "]")
                    .replace("patienceSeconds: 60", "patienceSeconds: 6");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.close();
        helpdesk.close();
    }

    @Test
    void aDrillGoesTheWholeWayIsClosedAndIsInNoFigure() {
        JsonNode drill = server.admin("/api/v1/drills", Map.of(), 200);
        assertTrue(drill.path("ok").asBoolean(), drill::toString);
        assertEquals(List.of("accepted", "handed to a person", "customer told", "shown to agents", "webhooks"),
                drill.path("steps").findValuesAsText("what"));
        JsonNode card = desk.cardWith(DESK, "This is a drill");
        TestServer.await("its end", () -> slack.shown(card.path("ts").asText()).toString().contains("resolved by"));
        assertTrue(card.toString().contains("Drill (nobody is waiting)"), card::toString);
        assertFalse(card.toString().contains("S0HELP"), "nobody is called: nobody is waiting");
        assertFalse(desk.texts(DESK, card.path("ts").asText()).contains("S0HELP"), "nor in its thread");
        assertEquals("resolved",
                server.admin("/api/v1/handoffs/" + drill.path("handoffId").asLong()).path("state").asText());
        JsonNode figures = server.admin("/api/v1/metrics");
        assertFalse(figures.toString().contains("drill"), figures::toString);
    }

    @Test
    void aDrillOfATopicGoesToItsTeam() {
        JsonNode drill = server.admin("/api/v1/drills", Map.of("text", "My lawyer will sue you. (This is a drill.)"),
                200);
        assertTrue(drill.at("/steps/1/detail").asText().contains("team legal"), drill::toString);
    }

    @Test
    void whatTheBotKeepsIsNoHandoff() {
        JsonNode drill = server.admin("/api/v1/drills", Map.of("text", "Thank you!"), 200);
        assertFalse(drill.path("ok").asBoolean());
        assertTrue(drill.at("/steps/1/detail").asText().contains("Give a text that asks for a person"),
                drill::toString);
    }

    @Test
    void whileSlackIsDownDrillsFailHandoffsTakeTheSecondRouteAndAllIsWellAfterwards() {
        slack.limit(10_000);
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person about the copper pan");
        TestServer.await("the second route", () -> helpdesk.received().stream()
                .anyMatch(each -> each.type().equals("handoff.undelivered")
                        && each.body().toString().contains("copper pan")));
        TestServer.await("the alert", () -> alert("desk").contains("/admin/handoffs"));
        JsonNode drill = server.admin("/api/v1/drills", Map.of(), 200);
        assertFalse(drill.path("ok").asBoolean(), drill::toString);
        assertEquals("shown to agents", failed(drill).path("what").asText(), drill::toString);
        assertTrue(alert("drill").contains("./parley drill handoff"));
        assertTrue(helpdesk.received().stream().anyMatch(each -> each.type().equals("alert.raised")));
        slack.limit(0);
        desk.cardWith(DESK, "copper pan");
        TestServer.await("the end of the alert", () -> alert("desk").isEmpty());
        TestServer.await("a drill that arrives",
                () -> server.admin("/api/v1/drills", Map.of(), 200).path("ok").asBoolean());
        assertEquals("", alert("drill"));
        TestServer.await("the all-clear",
                () -> helpdesk.received().stream().anyMatch(each -> each.type().equals("alert.cleared")));
        TestServer.await("the customer knows that it takes longer", () -> visitor.events(0).toString()
                .contains("It is taking longer"));
    }

    @Test
    void anAlertIsSaidAtItsPlaceAndSoIsItsEnd() {
        JsonNode drill = server.admin("/api/v1/drills", Map.of("text", "Good morning!"), 200);
        assertFalse(drill.path("ok").asBoolean(), drill::toString);
        TestServer.await("the alert", () -> alarms().contains("🚨 A drill did not arrive"));
        assertTrue(server.admin("/api/v1/drills", Map.of(), 200).path("ok").asBoolean());
        TestServer.await("its end", () -> alarms().contains("✅ Over by now. It was: A drill did not arrive"));
    }

    private static String alarms() {
        return slack.posted(ALARMS).stream().map(message -> message.path("text").asText() + "\n").toList().toString();
    }

    @Test
    void aDeskThatCouldNotEvenBeReachedAtTheStartIsNoticedToo(@TempDir Path folder) {
        Map<String, String> variables = new java.util.HashMap<>(slack.socketVariables());
        variables.put("PARLEY_SLACK_API_URL", "http://localhost:1/api/");
        variables.put("PARLEY_WEBHOOK_SECRET", WebhookReceiver.SECRET);
        try (TestServer cutOff = server(folder, variables)) {
            JsonNode drill = cutOff.admin("/api/v1/drills", Map.of(), 200);
            assertEquals("shown to agents", failed(drill).path("what").asText(), drill::toString);
            cutOff.visitor().ask("I want to talk to a person about the silver spoon");
            TestServer.await("the alert", () -> cutOff.admin("/api/v1/alerts").toString().contains("Slack does not"));
        }
    }

    private static JsonNode failed(JsonNode drill) {
        for (JsonNode step : drill.path("steps")) {
            if (!step.path("ok").asBoolean()) {
                return step;
            }
        }
        throw new AssertionError(drill);
    }

    private static String alert(String name) {
        for (JsonNode alert : server.admin("/api/v1/alerts").path("alerts")) {
            if (alert.path("name").asText().equals(name) && !alert.hasNonNull("clearedAt")) {
                return alert.path("text").asText();
            }
        }
        return "";
    }
}
