package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.slack.FakeSlack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour without Slack, of which each minute takes a quarter of a second. */
class OutageTest {

    private static final String DESK = "C0DESK";
    private static final int HANDOFFS = 15;

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
        slack.refuse("service_unavailable", Integer.MAX_VALUE);
        List<TestServer.Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < HANDOFFS; i++) {
            TestServer.Visitor visitor = server.visitor();
            visitor.say("a person please, about parcel number " + (1_000 + i));
            visitor.say("it is red " + i);
            visitor.say("and it is late " + i);
            visitors.add(visitor);
            LockSupport.parkNanos(1_000_000_000);
        }
        TestServer.await("somebody is told",
                () -> server.admin("/api/v1/alerts").toString().contains("Slack does not"));
        for (TestServer.Visitor visitor : visitors) {
            TestServer.await("the customer is told",
                    () -> visitor.events(0).stream()
                            .anyMatch(event -> event.at("/notice/kind").asText().equals("handoff")));
        }
        assertEquals(HANDOFFS, server.admin("/api/v1/handoffs?state=open").path("handoffs").size(),
                "meanwhile they are on the page");
        assertTrue(slack.posted(DESK).isEmpty());

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
        assertEquals(HANDOFFS, desk.cards(DESK).count());
        TestServer.await("the alert is over",
                () -> !server.admin("/api/v1/alerts").at("/alerts/0/clearedAt").asText("null").equals("null"));
        assertEquals(List.of(), slack.violations());
    }
}
