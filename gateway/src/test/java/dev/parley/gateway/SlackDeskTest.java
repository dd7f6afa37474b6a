package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.FakeSlack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The desk in Slack over Socket Mode; here is also what is only about what Parley sends. */
@MostlyWaiting
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

    @Test
    void linesThatSlackTookWithoutSayingSoStandThereOnceAndADeletedCardComesBack() {
        TestServer.Visitor visitor = server().visitor();
        visitor.say("a person please for the marble clock");
        String ts = cardWith("marble clock").path("ts").asText();
        TestServer.await("the beginning", () -> desk.blocks(DESK, ts).contains("marble clock"));
        slack.loseAnswers(1);
        visitor.say("it ticks too loud");
        visitor.say("and strikes thirteen");
        TestServer.await("all lines", () -> desk.blocks(DESK, ts).contains("strikes thirteen"));
        visitor.say("thank you");
        TestServer.await("and the next", () -> desk.blocks(DESK, ts).contains("thank you"));
        for (String line : List.of("ticks too loud", "strikes thirteen", "thank you")) {
            assertEquals(1, DeskInSlack.count(desk.blocks(DESK, ts), line), line);
        }
        slack.deleteByHand(ts);
        ObjectNode gone = slack.message(DESK, FakeSlack.BOT_USER, "").put("ts", ts).put("bot_id", "B1");
        slack.deliver("events_api", slack.changed(gone, null));
        String again = cardWith("thank you").path("ts").asText();
        TestServer.await("with its conversation", () -> desk.blocks(DESK, again).contains("strikes thirteen"));
        desk.reply(DESK, GRACE, ts, "I am on it.");
        TestServer.await("below the old one", () -> said(visitor).contains("I am on it."));
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void aCardThatSlackTookWithoutSayingSoIsClearedWhenItsCustomerIsForgotten() {
        TestServer.Visitor visitor = server().visitor();
        slack.loseAnswers(1);
        visitor.say("a person please for the copper kettle");
        String ts = cardWith("copper kettle").path("ts").asText();
        assertEquals(200, server().send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN)
                .statusCode());
        TestServer.await("nothing of it stands there", () -> !slack.shown(ts).toString().contains("copper kettle"));
    }

    @Test
    void whileSlackIsDownNothingIsLostAndThreadsAreFilledUpInOrderAfterwards() {
        slack.refuse("service_unavailable", 6);
        List<TestServer.Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TestServer.Visitor visitor = server().visitor();
            visitor.say("please get me a person, outage number " + i);
            visitor.say("second line of outage " + i);
            visitors.add(visitor);
        }
        for (int i = 0; i < visitors.size(); i++) {
            String ts = cardWith("outage " + (i == 0 ? "0" : String.valueOf(i))).path("ts").asText();
            int number = i;
            TestServer.await("its thread", () -> thread(ts).contains("second line of outage " + number));
            assertTrue(thread(ts).indexOf("outage number " + i) < thread(ts).indexOf("second line of outage " + i));
        }
        assertEquals(List.of(), slack.posted("C0OTHER"), "an outage is no refusal");
    }
}
