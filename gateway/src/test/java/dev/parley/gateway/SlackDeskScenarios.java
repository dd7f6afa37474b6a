package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.FilledForm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Agents who take handoffs in Slack, whichever way Slack delivers what they do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SlackDeskScenarios {

    static final String DESK = "C0DESK";
    private static final String QUIET = "C0QUIET";
    static final String GRACE = "U0GRACE";
    private static final String LINUS = "U0LINUS";
    final FakeSlack slack = new FakeSlack();
    final DeskInSlack desk = new DeskInSlack(slack);
    private TestServer server;

    TestServer server() {
        return server;
    }

    /** What the server is told of Slack. */
    abstract Map<String, String> variables();

    /** Until Slack delivers to the server. */
    abstract void connect(TestServer started);

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TestServer(folder, variables(), settings -> {
            DeskInSlack.route(folder, routing -> routing
                    .replace("agents: []", "agents: [{name: Grace, slack: " + GRACE + "}, {name: Linus, slack: "
                            + LINUS + "}]")
                    .replace("destinations: {}",
                            "destinations: {support: {slack: " + DESK + "}, other: {slack: C0OTHER},"
                                    + " quiet: {slack: " + QUIET + ", internalUnlessMarked: true}}")
                    .replaceFirst("(?s)(  legal-compliance:\n.*?    )destination:\n", "$1destination: quiet\n")
                    .replace("    destination:\n", "    destination: support\n")
                    .replace("\nfallback:\n", "\nfallback: other\n"));
            return settings;
        });
        connect(server);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        desk.writeCards(DESK, Path.of("target/slack-cards.html"));
        slack.close();
    }

    @Test
    void inAnInternalChannelOnlyWhatIsMarkedIsForTheCustomer() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("My lawyer will write to you about the pewter jug.");
        String ts = desk.cardWith(QUIET, "pewter jug").path("ts").asText();
        ObjectNode answer = slack.message(QUIET, GRACE, "&gt; We have received it.\n&gt; Please wait.")
                .put("thread_ts", ts);
        ObjectNode note = slack.message(QUIET, LINUS, "! not this").put("thread_ts", ts);
        slack.deliver("events_api", slack.event(note));
        for (String inside : List.of("what do we say?", "&gt; ! nor this")) {
            slack.deliver("events_api", slack.event(slack.message(QUIET, LINUS, inside).put("thread_ts", ts)));
        }
        slack.deliver("events_api", slack.event(answer));
        TestServer.await("the answer", () -> said(visitor).equals(List.of("We have received it.\nPlease wait.")));
        slack.deliver("events_api", slack.changed(answer, "&gt; We have it."));
        TestServer.await("the correction", () -> said(visitor).toString().contains("We have it."));
        slack.deliver("events_api", slack.changed(answer, "inside again"));
        TestServer.await("Grace is told", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(GRACE + ": To take back what the customer has, delete")));
        slack.deliver("events_api", slack.changed(note, "&gt; but this"));
        TestServer.await("Linus is told", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(LINUS + ": What stood there before did not go to the customer")));
        assertEquals(2, said(visitor).size(), "what she wrote, and how it should read: " + said(visitor));
    }

    @Test
    void aHandoffIsACardWithItsConversationAndARepliesReachTheCustomer() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("<!channel> I want to talk to a person about order 4711");
        JsonNode card = cardWith("order 4711");
        String ts = card.path("ts").asText();
        assertTrue(slack.shown(ts).toString().contains("🆕 waiting"));
        TestServer.await("the conversation", () -> thread(ts).contains("<!channel> I want to talk"));
        press(GRACE, ts, "desk:claim", handoffOf(ts));
        TestServer.await("the claim", () -> slack.shown(ts).toString().contains("claimed by Grace"));
        TestServer.await("Grace joined", () -> visitor.events(0).toString().contains("Grace"));
        press(LINUS, ts, "desk:claim", handoffOf(ts));
        TestServer.await("Linus is told",
                () -> slack.whispers().stream().anyMatch(told -> told.startsWith(LINUS + ": Grace has already")));
        ObjectNode late = typed(LINUS, ts, "I can help you with that!");
        slack.deliver("events_api", slack.event(late));
        TestServer.await("Linus has his text back",
                () -> slack.whispers().stream().anyMatch(told -> told.contains("I can help you with that!")));
        ObjectNode reply = typed(GRACE, ts, "Your parcel &amp; invoice are on the way.");
        ObjectNode event = slack.event(reply);
        slack.deliver("events_api", event);
        slack.deliver("events_api", event);
        TestServer.await("the reply",
                () -> visitor.events(0).toString().contains("Your parcel & invoice are on the way."));
        slack.deliver("events_api", slack.event(typed(GRACE, ts, "See the label.")));
        TestServer.await("the tick",
                () -> slack.reactions().contains(reply.path("ts").asText() + " white_check_mark"));
        TestServer.await("the card says who is waited for",
                () -> slack.shown(ts).toString().contains("⏸ Grace waits for the customer"));
        visitor.say("thank you so much");
        TestServer.await("the card says so no longer",
                () -> slack.shown(ts).toString().contains("claimed by Grace"));
        TestServer.await("the customer's answer", () -> thread(ts).contains("thank you so much"));
        assertFalse(visitor.events(0).toString().contains("I can help you"));
        assertEquals(List.of("Your parcel & invoice are on the way.", "See the label."), said(visitor), "once");
        assertEquals(0, DeskInSlack.count(thread(ts), "invoice are on the way"),
                "what an agent wrote stands there already");
        int before = slack.views().size();
        press(GRACE, ts, "desk:resolve", handoffOf(ts));
        TestServer.await("the form", () -> slack.views().size() > before);
        slack.deliver("interactive", FilledForm.submitted(GRACE, slack.views().get(before),
                Map.of("outcome", FilledForm.selected("solved"))));
        TestServer.await("the end", () -> slack.shown(ts).toString().contains("resolved by Grace"));
        assertEquals("return-an-item", visitor.ask("How do I return an item?").at("/answer/articleId").asText(),
                "the bot answers again");
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whatAgentsSayInTheirChannelIsNoCustomersQuestion() {
        slack.deliver("events_api", slack.event(slack.message(DESK, GRACE,
                "<@" + FakeSlack.BOT_USER + "> How do I return an item?").put("type", "app_mention")));
        assertEquals(404, server.send("GET", "/api/v1/conversations/" + DESK, null, TestServer.TOKEN).statusCode());
    }

    @Test
    void whoLeftThePageIsOnTheCardAtItsNextChange() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, about the jade frog");
        String ts = cardWith("jade frog").path("ts").asText();
        ChannelHost host = server.application().context().getBean(ChannelHost.class);
        host.left(new ConversationRef("web", visitor.id, null), Duration.ZERO);
        assertFalse(slack.shown(ts).toString().contains("left the page"));
        desk.press(DESK, GRACE, ts, null, "desk:claim");
        TestServer.await("the card", () -> slack.shown(ts).toString().contains("left the page"));
        assertTrue(server.admin("/api/v1/handoffs/" + visitor.handoff("claimed").path("id").asLong())
                .hasNonNull("leftAt"));
        host.present(new ConversationRef("web", visitor.id, null));
        host.left(new ConversationRef("web", visitor.id, null), Duration.ofMinutes(1));
        assertFalse(
                server.admin("/api/v1/handoffs/" + visitor.handoff("claimed").path("id").asLong()).hasNonNull("leftAt"),
                "who came back since is here");
    }

    @Test
    void theFirstReplyClaims() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("let me talk to a human about my broken teapot");
        String ts = cardWith("broken teapot").path("ts").asText();
        slack.deliver("events_api", slack.event(typed(LINUS, ts, "Which teapot?")));
        TestServer.await("the claim", () -> slack.shown(ts).toString().contains("⏸ Linus waits for the customer"));
        assertTrue(visitor.events(0).toString().contains("Which teapot?"));
        server.admin("/api/v1/handoffs/" + handoffOf(ts) + "/resolve", Map.of("agent", "Linus"), 200);
        slack.deliver("events_api", slack.event(typed(GRACE, ts, "I know, too!")));
        TestServer.await("it is over for others", () -> slack.whispers().stream().anyMatch(
                told -> told.startsWith(GRACE + ": This handoff is already closed by Linus.")
                        && told.endsWith("I know, too!")));
        slack.deliver("events_api", slack.event(typed(LINUS, ts, "One more thing: glue helps.")));
        TestServer.await("who closed it has more to say", () -> said(visitor).contains("One more thing: glue helps."));
        assertEquals("claimed", server.admin("/api/v1/handoffs/" + handoffOf(ts)).path("state").asText());
    }

    @Test
    void whatAnAgentEditsIsCorrectedAndWhatTheyDeleteIsWithdrawnEachOnce() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a human for the silver spoon, please");
        String ts = cardWith("silver spoon").path("ts").asText();
        ObjectNode first = typed(GRACE, ts, "It costs 20 pounds.");
        ObjectNode note = typed(GRACE, ts, "! does it really?");
        ObjectNode second = typed(GRACE, ts, "My password is swordfish.");
        for (ObjectNode message : List.of(first, note, second)) {
            slack.deliver("events_api", slack.event(message));
        }
        TestServer.await("the replies", () -> said(visitor).size() == 2);
        ObjectNode edit = slack.changed(first, "It costs 30 pounds.");
        slack.deliver("events_api", edit);
        slack.deliver("events_api", edit);
        slack.deliver("events_api", slack.changed(first, "It costs 20 pounds."));
        slack.deliver("events_api", slack.changed(note, "! it does"));
        slack.deliver("events_api", slack.changed(note, null));
        ObjectNode deletion = slack.changed(second, null);
        slack.deliver("events_api", deletion);
        slack.deliver("events_api", deletion);
        TestServer.await("the withdrawal",
                () -> DeskInSlack.said(visitor, "bot").contains("Grace has withdrawn a message."));
        assertEquals(List.of("It costs 20 pounds.", "…", "I'd like to correct that:\nIt costs 30 pounds."),
                said(visitor));
        assertEquals(1, DeskInSlack.said(visitor, "bot").stream().filter(line -> line.contains("withdrawn")).count());
        assertFalse(visitor.record().toString().contains("swordfish"));
        server.admin("/api/v1/handoffs/" + handoffOf(ts) + "/resolve", Map.of("agent", "Grace"), 200);
        slack.deliver("events_api", slack.changed(first, null));
        TestServer.await("the price, and its correction, are gone, although it is over",
                () -> said(visitor).equals(List.of("…", "…", "…")));
        slack.deliver("events_api", slack.changed(typed(LINUS, ts, "x"), "y"));
        assertEquals(3, said(visitor).size(), "what Linus never sent is not corrected");
    }

    @Test
    void whatAChannelRefusedIsSaidAndSentAgainByAButton() throws Exception {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a human for the tin soldier, please");
        String ts = cardWith("tin soldier").path("ts").asText();
        ObjectNode reply = typed(GRACE, ts, "He stands on one leg.");
        slack.deliver("events_api", slack.event(reply));
        String ticked = reply.path("ts").asText() + " white_check_mark";
        TestServer.await("the tick", () -> slack.reactions().contains(ticked));
        // As if the channel had refused it: the web never does.
        try (var connection = server.database(); var statement = connection.createStatement()) {
            String origin = "slack:" + DESK + ":" + reply.path("ts").asText();
            // The tick is shown first, and noted then.
            TestServer.await("the tick is noted", () -> isTold(statement, origin));
            statement.executeUpdate(
                    "UPDATE outbox SET state = 'REJECTED', error = 'blocked <!here>' WHERE id IN (SELECT o.id"
                            + " FROM outbox o JOIN desk_reply r ON r.conversation_id = o.conversation_id AND o.seq >= r.first_seq"
                            + " AND o.seq <= r.last_seq WHERE r.origin = '" + origin + "')");
            statement.executeUpdate("UPDATE desk_reply SET told = FALSE WHERE origin = '" + origin + "'");
        }
        TestServer.await("Grace is told", () -> desk.texts(DESK, ts).contains("did not reach the customer: blocked"));
        String warning = slack.thread(DESK, ts).stream()
                .filter(message -> message.path("text").asText().contains("did not reach")).findFirst().orElseThrow()
                .path("ts").asText();
        int before = slack.calls("reactions.add");
        desk.press(DESK, GRACE, warning, ts, "desk:again");
        TestServer.await("it arrived after all", () -> slack.calls("reactions.add") > before);
        desk.press(DESK, GRACE, warning, ts, "desk:again");
        TestServer.await("once is enough",
                () -> slack.whispers().contains(GRACE + ": It was sent again already."));
        assertEquals(List.of(), slack.violations());
    }

    private static boolean isTold(Statement statement, String origin) {
        try (ResultSet row = statement
                .executeQuery("SELECT told FROM desk_reply WHERE origin = '" + origin + "'")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoIsNoAgentSendsNothingAndIsToldWhy() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, about the yellow umbrella");
        String ts = cardWith("yellow umbrella").path("ts").asText();
        slack.deliver("events_api", slack.event(typed("U0STRANGER", ts, "hello from a stranger")));
        TestServer.await("the stranger is told",
                () -> slack.whispers().stream().anyMatch(told -> told.startsWith("U0STRANGER: ")
                        && told.contains("routing.yml")));
        assertFalse(visitor.events(0).toString().contains("hello from a stranger"));
        assertTrue(slack.shown(ts).toString().contains("🆕 waiting"));
    }

    @Test
    void notesNeverLeakInARandomOrderOfNotesAndReplies() throws InterruptedException {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I need a human for the green lamp");
        String ts = cardWith("green lamp").path("ts").asText();
        press(GRACE, ts, "desk:claim", handoffOf(ts));
        Thread linus = Thread.ofVirtual().start(() -> whisperAndEdit(ts));
        Random random = new Random(11);
        List<String> replies = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            boolean note = random.nextBoolean();
            String text = note ? note(random) + "secret " + i : "answer " + i + ".";
            if (!note) {
                replies.add(text);
            }
            ObjectNode message = typed(GRACE, ts, text);
            long before = System.nanoTime();
            slack.deliver("events_api", slack.event(message));
            millis.add((System.nanoTime() - before) / 1_000_000);
            if (random.nextInt(20) == 0) {
                slack.deliver("events_api", slack.changed(message, note ? "a secret no more" : "! secret after all"));
            }
        }
        linus.join();
        assertEquals(replies, said(visitor));
        assertFalse(visitor.record().toString().contains("secret"));
        millis.sort(null);
        System.out.printf(
                "AN AGENT'S MESSAGE to its acknowledgement, the commit inside: p50 %d ms, p99 %d ms (promised: 100)%n",
                millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100));
    }

    private static String note(Random random) {
        return List.of("!", "! ", "note: ", "NOTE:", "Note:", "*note:* ", "_Note_: ", "！", "<@" + GRACE + "> !")
                .get(random.nextInt(9));
    }

    /** At the same time, in the same thread: notes, some of which lose their mark by an edit. */
    private void whisperAndEdit(String ts) {
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            ObjectNode message = typed(LINUS, ts, note(random) + "secret of Linus " + i);
            slack.deliver("events_api", slack.event(message));
            if (random.nextInt(4) == 0) {
                slack.deliver("events_api", slack.changed(message, "secret of Linus, edited"));
            }
        }
    }

    JsonNode cardWith(String text) {
        return desk.cardWith(DESK, text);
    }

    String thread(String ts) {
        return desk.blocks(DESK, ts);
    }

    static List<String> said(TestServer.Visitor visitor) {
        return DeskInSlack.said(visitor, "agent");
    }

    String handoffOf(String ts) {
        return slack.shown(ts).findValue("value").asText();
    }

    ObjectNode typed(String user, String thread, String text) {
        return slack.message(DESK, user, text).put("thread_ts", thread);
    }

    void press(String user, String ts, String action, String handoff) {
        ObjectNode body = slack.pressed(DESK, user, ts, null, action);
        ((ObjectNode) body.at("/actions/0")).put("value", handoff);
        slack.deliver("interactive", body);
    }
}
