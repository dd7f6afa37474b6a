package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.telegram.FakeTelegram;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files both ways, and what is changed or taken back: between the web or Telegram and a desk in Slack or on the page. */
@MostlyWaiting
class FilesTest {

    private static final String DESK = "C0DESK";
    private static final String GRACE = "U0GRACE";
    private static final long ADA = 77;

    @TempDir
    static Path folder;

    private static final FakeSlack slack = new FakeSlack();
    private static final FakeTelegram telegram = new FakeTelegram();
    private static final DeskInSlack desk = new DeskInSlack(slack);
    private static TestServer server;

    @BeforeAll
    static void start() {
        Map<String, String> variables = new HashMap<>(slack.socketVariables());
        variables.putAll(telegram.variables());
        server = new TestServer(folder, variables, settings -> {
            DeskInSlack.route(folder, routing -> routing
                    .replace("agents: []", "agents: [{name: Grace, slack: " + GRACE + "}]")
                    .replace("destinations: {}", "destinations: {support: {slack: " + DESK + "}}")
                    .replace("\nfallback:\n", "\nfallback: support\n"));
            return settings.replace("maxMegabytes: 10", "maxMegabytes: 2");
        });
        TestServer.await("slack", slack::isConnected);
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.close();
        telegram.close();
    }

    @Test
    void aPictureOfACustomersIsInTheAgentsThreadAndAPaperOfTheAgentsWithTheCustomer() {
        byte[] picture = picture(700);
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person about a green lamp");
        String ts = desk.cardWith(DESK, "green lamp").path("ts").asText();
        assertEquals(202, visitor.share("p1", "../lamp\u202e.png", picture).statusCode());
        assertEquals(202, visitor.share("p1", "../lamp\u202e.png", picture).statusCode(), "sent again, it is one");
        visitor.say("that is how it looks");
        TestServer.await("the thread", () -> desk.blocks(DESK, ts).contains("that is how it looks"));
        assertArrayEquals(picture, slack.shownFile("lamp.png"));
        List<JsonNode> thread = slack.thread(DESK, ts);
        int at = thread.indexOf(thread.stream().filter(message -> message.has("files")).findFirst().orElseThrow());
        assertTrue(at > 0 && at < thread.size() - 1 && thread.get(at).path("text").asText().startsWith("Customer"),
                "in its place, once");
        assertEquals(1, thread.stream().filter(message -> message.has("files")).count());

        byte[] paper = "%PDF-1.4\n%âãÏÓ\n1 0 obj\n".getBytes(StandardCharsets.ISO_8859_1);
        ObjectNode reply = slack.message(DESK, GRACE, "Here is your return label.").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(slack.withFile(reply, "label.pdf", paper)));
        TestServer.await("the label", () -> !file(visitor, "label.pdf").isMissingNode());
        assertEquals("ready", file(visitor, "label.pdf").path("state").asText(), "not before it is there");
        assertArrayEquals(paper, visitor.read(file(visitor, "label.pdf").path("id").asText()).body());
        assertEquals("application/pdf", file(visitor, "label.pdf").path("mediaType").asText());
        TestServer.await("the tick",
                () -> slack.reactions().contains(reply.path("ts").asText() + " white_check_mark"));
        TestServer.Visitor other = server.visitor();
        other.say("hello");
        assertEquals(404, other.read(file(visitor, "label.pdf").path("id").asText()).statusCode(),
                "of another conversation");
        slack.overSocket("events_api", slack.changed(reply, null));
        TestServer.await("it is withdrawn", () -> file(visitor, "label.pdf").isMissingNode());
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whatAnAgentEditsIsChangedAndWhatTheyDeleteTakenAwayWhereTheChannelCan() {
        telegram.write(21, "I want to talk to a person about the teak bench");
        String ts = desk.cardWith(DESK, "teak bench").path("ts").asText();
        ObjectNode price = slack.message(DESK, GRACE, "It costs 20 pounds.").put("thread_ts", ts);
        ObjectNode slip = slack.message(DESK, GRACE, "My password is swordfish.").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(price));
        slack.overSocket("events_api", slack.event(slip));
        TestServer.await("the replies", () -> telegram.texts(21).stream().anyMatch(text -> text.contains("swordfish")));
        slack.overSocket("events_api", slack.changed(price, "It costs 30 pounds."));
        TestServer.await("other words", () -> telegram.texts(21).stream().anyMatch(text -> text.contains("30 pounds")));
        slack.overSocket("events_api",
                slack.changed(price.put("text", "It costs 30 pounds."), "It costs 20 pounds."));
        slack.overSocket("events_api", slack.changed(slip, null));
        TestServer.await("the first words again, and the slip gone", () -> telegram.texts(21).stream()
                .anyMatch(text -> text.contains("20 pounds"))
                && telegram.texts(21).stream()
                        .noneMatch(text -> text.contains("swordfish") || text.contains("30 pounds")));
        assertTrue(
                telegram.texts(21).stream().noneMatch(text -> text.contains("withdrawn") || text.contains("correct")));
        String transcript = transcriptOf("teak bench");
        assertTrue(transcript.contains("20 pounds") && !transcript.contains("swordfish"), transcript);
    }

    @Test
    void whatCanNoLongerBeChangedIsSaidAndAChangeThatWasOvertakenHasNoEffect() {
        telegram.write(22, "I want to talk to a person about the oak door");
        String ts = desk.cardWith(DESK, "oak door").path("ts").asText();
        ObjectNode price = slack.message(DESK, GRACE, "It costs 40 pounds.").put("thread_ts", ts);
        ObjectNode slip = slack.message(DESK, GRACE, "My password is marlin.").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(price));
        slack.overSocket("events_api", slack.event(slip));
        TestServer.await("the replies", () -> telegram.texts(22).stream().anyMatch(text -> text.contains("marlin")));
        ObjectNode early = slack.changed(price, "It costs 45 pounds.");
        ObjectNode late = slack.changed(price, "It costs 50 pounds.");
        slack.overSocket("events_api", late);
        TestServer.await("the later words", () -> telegram.texts(22).toString().contains("50 pounds"));
        slack.overSocket("events_api", early);
        telegram.age();
        ObjectNode last = slack.changed(price, "It costs 60 pounds.");
        slack.overSocket("events_api", last);
        slack.overSocket("events_api", slack.changed(slip, null));
        slack.overSocket("events_api", slack.changed(slip, "My password is tuna."));
        TestServer.await("the customer is told of both", () -> telegram.texts(22).stream()
                .anyMatch(text -> text.contains("correct that:\nIt costs 60 pounds."))
                && telegram.texts(22).contains("Grace has withdrawn a message."));
        TestServer.await("the tick", () -> slack.reactions().contains(price.path("ts").asText() + " white_check_mark"));
        String transcript = transcriptOf("oak door");
        assertFalse(transcript.contains("45 pounds") || transcript.contains("marlin") || transcript.contains("tuna"));
        assertFalse(desk.blocks(DESK, ts).contains("did not reach"));
    }

    @Test
    void whatIsTakenBackBeforeItLeftReachesNobody() {
        telegram.write(23, "I want to talk to a person about the brass lamp");
        String ts = desk.cardWith(DESK, "brass lamp").path("ts").asText();
        telegram.answerBadGateway(Integer.MAX_VALUE);
        ObjectNode first = slack.message(DESK, GRACE, "One moment.").put("thread_ts", ts);
        String waiting = first.path("ts").asText() + " hourglass_flowing_sand";
        ObjectNode slip = slack.message(DESK, GRACE, "My password is herring.").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(first));
        slack.overSocket("events_api", slack.event(slip));
        TestServer.await("both are waiting", () -> transcriptOf("brass lamp").contains("herring"));
        slack.overSocket("events_api", slack.changed(slip, null));
        TestServer.await("the agent sees that it waits", () -> slack.reactions().contains(waiting));
        telegram.answerBadGateway(0);
        TestServer.await("the first", () -> telegram.texts(23).toString().contains("One moment."));
        TestServer.await("the agent sees that it waits no longer", () -> !slack.reactions().contains(waiting)
                && slack.reactions().contains(first.path("ts").asText() + " white_check_mark"));
        ObjectNode second = slack.message(DESK, GRACE, "Here I am.").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(second));
        TestServer.await("the second", () -> telegram.texts(23).toString().contains("Here I am."));
        assertFalse(telegram.texts(23).stream().anyMatch(text -> text.contains("herring") || text.contains("withdrawn")
                || text.contains("…")), () -> telegram.texts(23).toString());
        assertFalse(desk.blocks(DESK, ts).contains("did not reach"));
    }

    private static String transcriptOf(String what) {
        for (JsonNode handoff : server.admin("/api/v1/handoffs?state=claimed").path("handoffs")) {
            String whole = server.admin("/api/v1/handoffs/" + handoff.path("id").asLong()).toString();
            if (whole.contains(what)) {
                return whole;
            }
        }
        return "";
    }

    @Test
    void whatIsNotTakenIsRefusedByWhatItContains() {
        TestServer.Visitor visitor = server.visitor();
        byte[] drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        byte[] program = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0};
        byte[] page = "<!DOCTYPE html><html><body onload=alert(1)></body></html>".getBytes(StandardCharsets.UTF_8);
        for (byte[] content : List.of(drawing, program, page)) {
            var refused = visitor.share("x", "holiday.png", content);
            assertEquals(415, refused.statusCode());
            assertTrue(new String(refused.body(), StandardCharsets.UTF_8).contains("holiday.png can't be sent"));
        }
        for (String name : List.of("holiday.html", "holiday.svg", "holiday.exe")) {
            assertEquals(415, visitor.share("x", name, picture(9)).statusCode(), "opened by its name");
        }
        assertEquals(415, visitor.share("x", "holiday.png", new byte[]{1, 2, 3}).statusCode());
        assertEquals(400, visitor.share("x", "holiday.png", new byte[0]).statusCode());
        assertEquals(413, visitor.share("x", "holiday.png", new byte[2_000_001]).statusCode());
        assertEquals(List.of(), visitor.events(0));
    }

    @Test
    void aFileWithoutAWordIsForAPersonAndThePageTakesPartToo() {
        TestServer.Visitor visitor = server.visitor();
        assertEquals(202, visitor.share("f", "invoice 17.txt", "17,00 EUR".getBytes(StandardCharsets.UTF_8))
                .statusCode());
        TestServer.await("a handoff", () -> !visitor.handoff("open").isMissingNode());
        JsonNode handoff = visitor.handoff("open");
        assertEquals("not_sure", handoff.path("reason").asText(), "whatever articles say of invoices");
        assertTrue(server.admin("/api/v1/handoffs?state=open").toString().contains("📎 invoice 17.txt"));
        assertFalse(server.admin("/api/v1/unanswered").toString().contains("invoice 17.txt"), "it asks nothing");
        JsonNode replayed = server.admin("/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText() + "/replay",
                Map.of(), 200);
        assertFalse(replayed.path("changed").asBoolean(), replayed::toString);
        assertTrue(replayed.at("/now/why").asText().contains("sent a file"), replayed::toString);
        String base = "/api/v1/handoffs/" + handoff.path("id").asLong() + "/files";
        String id = handoff.at("/transcript/0/file/id").asText();
        assertEquals("17,00 EUR",
                new String(server.file("GET", base + "/" + id, null, TestServer.TOKEN).body(), StandardCharsets.UTF_8));
        byte[] picture = picture(20);
        assertEquals(200, server.file("POST", base + "?agent=Grace&name=shelf.png", picture, TestServer.TOKEN)
                .statusCode());
        assertArrayEquals(picture, visitor.read(file(visitor, "shelf.png").path("id").asText()).body());
        assertEquals(400, server.file("POST", base + "?agent=Grace&name=shelf.png", new byte[]{1, 2}, TestServer.TOKEN)
                .statusCode());
    }

    @Test
    void telegramCarriesFilesToo() {
        telegram.write(ADA, "please let me talk to a human about the blue kettle");
        String ts = desk.cardWith(DESK, "blue kettle").path("ts").asText();
        byte[] picture = picture(30);
        telegram.share(ADA, "kettle.png", picture);
        telegram.share(ADA, "kettle.exe", new byte[]{'M', 'Z', 0, 0});
        TestServer.await("the picture", () -> slack.shownFile("kettle.png") != null);
        assertArrayEquals(picture, slack.shownFile("kettle.png"));
        TestServer.await("the customer is told", () -> telegram.texts(ADA).toString().contains("kettle.exe"));
        TestServer.await("the agent is told", () -> desk.blocks(DESK, ts).contains("kettle.exe (not taken: "));

        ObjectNode reply = slack.message(DESK, GRACE, "").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(slack.withFile(reply, "drawing.png", picture)));
        TestServer.await("the drawing", () -> telegram.shownFile("drawing.png") != null);
        assertArrayEquals(picture, telegram.shownFile("drawing.png"));
        ObjectNode wrong = slack.message(DESK, GRACE, "").put("thread_ts", ts);
        slack.overSocket("events_api", slack.event(slack.withFile(wrong, "tool.exe", new byte[]{'M', 'Z', 0, 0})));
        TestServer.await("Grace is told that it did not arrive",
                () -> desk.blocks(DESK, ts).contains("tool.exe was not sent"));
        assertFalse(telegram.texts(ADA).toString().contains("tool.exe"));
    }

    @Test
    void howeverLongANameIsItIsStored() {
        TestServer.Visitor visitor = server.visitor();
        for (String name : List.of("🦊".repeat(120), "a".repeat(300) + ".txt", "/", "\u202e")) {
            assertEquals(202, visitor.share("n" + name.codePointAt(0), name, "x".getBytes(StandardCharsets.UTF_8))
                    .statusCode());
        }
    }

    @Test
    void filesAreForgottenWithTheirCustomer() {
        TestServer.Visitor visitor = server.visitor();
        visitor.share("f", "note.txt", "a secret".getBytes(StandardCharsets.UTF_8));
        String id = file(visitor, "note.txt").path("id").asText();
        assertEquals(200, visitor.read(id).statusCode());
        server.send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN);
        assertEquals(404, visitor.read(id).statusCode());
    }

    @Test
    void theDeskForgetsACustomerToo() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person about the cobalt vase");
        String ts = desk.cardWith(DESK, "cobalt vase").path("ts").asText();
        visitor.share("v", "vase.txt", "of cobalt".getBytes(StandardCharsets.UTF_8));
        slack.overSocket("events_api",
                slack.event(slack.message(DESK, GRACE, "Which one?").put("thread_ts", ts)));
        TestServer.await("the thread", () -> slack.shownFile("vase.txt") != null
                && desk.blocks(DESK, ts).contains("cobalt vase"));
        assertTrue(slack.shown(ts).toString().contains("cobalt vase"));
        server.send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN);
        TestServer.await("nothing is left", () -> slack.shownFile("vase.txt") == null
                && slack.thread(DESK, ts).isEmpty() && !slack.shown(ts).toString().contains("cobalt vase"));
        assertEquals(List.of(), slack.violations());
    }

    private static JsonNode file(TestServer.Visitor visitor, String name) {
        return visitor.events(0).stream().map(event -> event.path("file"))
                .filter(file -> file.path("name").asText().equals(name)).findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    /** Of noise, so that it is large: several pieces in the database. */
    private static byte[] picture(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(side);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, random.nextInt());
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
