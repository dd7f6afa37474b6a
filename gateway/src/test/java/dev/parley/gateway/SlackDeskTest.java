package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The desk in Slack over Socket Mode. */
class SlackDeskTest extends SlackDeskScenarios {

    @Override
    Map<String, String> variables() {
        return slack.socketVariables();
    }

    @Override
    void connect(TestServer started) {
        TestServer.await("slack", slack::isConnected);
    }

    @Test
    void whatAgentsWroteWhileSlackWasNotHeardIsFoundWhenItIsHeardAgain() {
        TestServer.Visitor visitor = server().visitor();
        visitor.say("may I talk to a human about the purple chair");
        String ts = cardWith("purple chair").path("ts").asText();
        press(GRACE, ts, "desk:claim", handoffOf(ts));
        for (int i = 0; i < 20; i++) {
            slack.typeUnheard(typed(GRACE, ts, "! more than Slack gives at once " + i));
        }
        slack.typeUnheard(typed(GRACE, ts, "It is in stock again."));
        slack.typeUnheard(typed(GRACE, ts, "! he seems nice"));
        slack.typeUnheard(typed("U0STRANGER", ts, "who am I?"));
        slack.dropConnections();
        TestServer.await("the reply", () -> said(visitor).contains("It is in stock again."));
        slack.announceDisconnect();
        slack.deliver("events_api", slack.event(typed(GRACE, ts, "Shall I send it?")));
        TestServer.await("the next", () -> said(visitor).contains("Shall I send it?"));
        assertEquals(List.of("It is in stock again.", "Shall I send it?"), said(visitor));
    }
}
