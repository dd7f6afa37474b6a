package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.slack.FakeSlack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour without Slack, of which each minute takes a quarter of a second. */
@MostlyWaiting
class OutageTest {

    private static final String DESK = "C0DESK";
    private static final int HANDOFFS = 8;

    @TempDir
    static Path folder;

    private static final FakeSlack slack = new FakeSlack();
    private static final DeskInSlack desk = new DeskInSlack(slack);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(folder, slack.socketVariables(), settings -> {
            DeskInSlack.route(folder,
                    routing -> routing.replace("destinations: {}", "destinations: {support: {slack: " + DESK + "}}")
                            .replace("\nfallback:\n", "\nfallback: support\n")
                            .replaceFirst("undelivered: [0-9.]+", "undelivered: 0.0042"));
            return settings;
        });
        TestServer.await("slack", slack::isConnected);
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.close();
    }

    @Test
    void noHandoffIsLostTheCustomersKnowAndTheThreadsAreFilledUpInOrder() {
        int before = server.admin("/api/v1/handoffs?state=open").path("handoffs").size();
        long cards = desk.cards(DESK).count();
        slack.refuse("service_unavailable", Integer.MAX_VALUE);
        List<TestServer.Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < HANDOFFS; i++) {
            TestServer.Visitor visitor = server.visitor();
            visitor.say("a person please, about parcel number " + (1_000 + i));
            visitor.say("it is red " + i);
            visitor.say("and it is late " + i);
            visitors.add(visitor);
            LockSupport.parkNanos(1_900_000_000);
        }
        TestServer.await("somebody is told",
                () -> server.admin("/api/v1/alerts").toString().contains("Slack does not"));
        for (TestServer.Visitor visitor : visitors) {
            TestServer.await("the customer is told",
                    () -> visitor.events(0).stream()
                            .anyMatch(event -> event.at("/notice/kind").asText().equals("handoff")));
        }
        assertEquals(before + HANDOFFS, server.admin("/api/v1/handoffs?state=open").path("handoffs").size(),
                "meanwhile they are on the page");
        assertEquals(cards, desk.cards(DESK).count());

        slack.refuse("", 0);
        for (int i = 0; i < HANDOFFS; i++) {
            String ts = desk.cardWith(DESK, "late " + i + "\"").path("ts").asText();
            int number = i;
            TestServer.await("the thread of " + i, () -> desk.blocks(DESK, ts).contains("late " + number + "\""));
            String thread = desk.blocks(DESK, ts);
            assertEquals(1, DeskInSlack.count(thread, "parcel number " + (1_000 + i)), "once");
            assertTrue(thread.indexOf("parcel number") < thread.indexOf("it is red")
                    && thread.indexOf("it is red") < thread.indexOf("and it is late"), "in order");
        }
        assertEquals(cards + HANDOFFS, desk.cards(DESK).count());
        TestServer.await("the alert is over",
                () -> server.admin("/api/v1/alerts").path("alerts").valueStream()
                        .allMatch(alert -> alert.hasNonNull("clearedAt")));
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whoIsBeingHelpedAlreadyIsNotLeftAlone() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, about the copper kettle");
        String ts = desk.cardWith(DESK, "copper kettle").path("ts").asText();
        TestServer.await("its thread", () -> desk.blocks(DESK, ts).contains("copper kettle"));
        slack.refuse("service_unavailable", Integer.MAX_VALUE);
        visitor.say("it whistles");
        TestServer.await("somebody is told", () -> server.admin("/api/v1/alerts").toString()
                .contains("does not show what customers wrote in 1 handoff."));
        slack.refuse("", 0);
        TestServer.await("the line", () -> desk.blocks(DESK, ts).contains("it whistles"));
        assertEquals(1, DeskInSlack.count(desk.blocks(DESK, ts), "it whistles"));
    }

    @Test
    void whatCustomersWroteWhileSlackWasNotHeardIsAnsweredWhenItIsHeardAgain() {
        String direct = "D0UNHEARD";
        String now = String.valueOf(Instant.now().getEpochSecond());
        slack.overSocket("events_api", slack.event(slack.message(direct, "U0CUSTOMER", "hello")));
        TestServer.await("an answer", () -> slack.posted(direct).size() == 1);
        slack.overSocket("events_api", slack.event(
                slack.message("C0SHARED", "U0PARTNER", mention("hello")).put("type", "app_mention")));
        TestServer.await("an answer", () -> slack.posted("C0SHARED").size() == 1);
        slack.typeUnheard(slack.message("C0SHARED", "U0PARTNER", mention("Which payment methods do you take?"))
                .put("ts", now + ".000210"));
        slack.typeUnheard(slack.message("C0SHARED", "U0PARTNER", "not to the bot").put("ts", now + ".000220"));
        slack.typeUnheard(slack.message("D0NEW", "U0NEW", "Do you deliver to Germany?").put("ts", now + ".000230"));
        slack.typeUnheard(slack.message(direct, "U0CUSTOMER", "How do I return an item?").put("ts", now + ".000200"));
        slack.typeUnheard(slack.message(direct, "U0CUSTOMER", "long ago").put("ts", "1600000000.000200"));
        slack.dropConnections();
        TestServer.await("the answer", () -> slack.posted(direct).toString().contains("Return an item"));
        TestServer.await("an answer in a thread of its own",
                () -> slack.posted("C0SHARED").toString().contains("Payment methods"));
        TestServer.await("an answer to whoever never wrote before", () -> !slack.posted("D0NEW").isEmpty());
        assertEquals(2, slack.posted("C0SHARED").size());
        slack.announceDisconnect();
        slack.overSocket("events_api", slack.event(
                slack.message(direct, "U0CUSTOMER", "thanks").put("ts", now + ".000300")));
        TestServer.await("you're welcome", () -> slack.posted(direct).size() == 3);
        assertEquals(List.of(), slack.violations());
    }

    private static String mention(String text) {
        return "<@" + FakeSlack.BOT_USER + "> " + text;
    }
}
