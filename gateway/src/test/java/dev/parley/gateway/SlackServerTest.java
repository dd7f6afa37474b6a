package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.FakeSlack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Parley that Slack delivers to over signed HTTP, and who else tries to be Slack. */
@MostlyWaiting
class SlackServerTest {

    private static final FakeSlack slack = new FakeSlack();

    private static TestServer server;
    private static String target;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, slack.httpVariables(),
                settings -> settings.replace("accounts: {}", "accounts: {C0ACME1: Acme Ltd}"));
        target = server.url() + "/slack/events";
        TestServer.await("slack", () -> server.admin("/api/v1/channels").path("channels").valueStream()
                .anyMatch(channel -> channel.path("id").asText().equals("slack")
                        && channel.path("state").asText().equals("on")));
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.close();
    }

    @Test
    void theAddressIsVerified() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";
        String now = String.valueOf(Instant.now().getEpochSecond());
        assertTrue(slack.post(target, body, false, headers(now, FakeSlack.sign(body, now, FakeSlack.SIGNING_SECRET)))
                .body().contains("abc"));
    }

    @Test
    void aMentionIsAnsweredInItsThreadOnceHoweverOftenItIsDelivered() {
        ObjectNode mention = slack.message("C7", "U7", "<@" + FakeSlack.BOT_USER + "> How do I return an item?")
                .put("type", "app_mention");
        ObjectNode event = slack.event(mention);
        for (int delivery = 0; delivery < 3; delivery++) {
            assertEquals(200, slack.overHttp(target, event, false));
        }
        TestServer.await("the answer", () -> slack.posted("C7").size() == 1);
        JsonNode answer = slack.posted("C7").getFirst();
        assertEquals(mention.path("ts").asText(), answer.path("thread_ts").asText());
        String down = answer.at("/blocks/1/elements/1/action_id").asText();
        assertEquals(200, slack.overHttp(target, slack.pressed("C7", "U7", answer.path("ts").asText(),
                mention.path("ts").asText(), down), true));
        TestServer.await("the handoff", () -> slack.posted("C7").size() == 3);
        assertTrue(server.admin("/api/v1/handoffs?state=open").path("handoffs").valueStream()
                .anyMatch(handoff -> handoff.at("/customer/id").asText().equals("slack:U7")));
        ObjectNode later = slack.message("C7", "U12", "<@" + FakeSlack.BOT_USER + "> hello").put("type", "app_mention");
        assertEquals(200, slack.overHttp(target, slack.event(later), false));
        TestServer.await("the greeting", () -> slack.posted("C7").size() == 4);
        assertEquals(later.path("ts").asText(), server.admin("/api/v1/conversations/C7").path("thread").asText());
        assertTrue(server.admin("/api/v1/conversations/C7?thread=" + mention.path("ts").asText()).path("transcript")
                .toString().contains("return an item"));
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void agentsSeeWhoseAChannelIs() {
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("C0ACME1", "U8",
                "<@" + FakeSlack.BOT_USER + "> I want to talk to a person").put("type", "app_mention")), false));
        TestServer.await("the handoff", () -> !handoffOf("slack:U8").isMissingNode());
        assertEquals("Acme Ltd", handoffOf("slack:U8").at("/details/account").asText());
    }

    @Test
    void whoAnswersAPersonInAThreadOfTheirDirectMessagesGoesOnWithThatPerson() {
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D0ASIDE", "U9",
                "I want to talk to a person about the pine bed")), false));
        TestServer.await("the handoff", () -> !handoffOf("slack:U9").isMissingNode());
        long before = slack.posted("D0ASIDE").size();
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D0ASIDE", "U9", "How do I return an item?")
                .put("thread_ts", "1690000000.000042")), false));
        TestServer.await("the agent sees it",
                () -> handoffOf("slack:U9").path("transcript").toString().contains("How do I return an item?"));
        assertFalse(slack.posted("D0ASIDE").stream().skip(before).toList().toString().contains("Return an item"),
                "the bot is silent");
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D0ASIDE2", "U10", "hello")), false));
        TestServer.await("the greeting", () -> !slack.posted("D0ASIDE2").isEmpty());
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D0ASIDE2", "U10",
                "How do I return an item?").put("thread_ts", "1690000000.000043")), false));
        TestServer.await("without a person the bot answers in the thread", () -> slack.posted("D0ASIDE2").stream()
                .anyMatch(message -> message.path("thread_ts").asText().equals("1690000000.000043")));
    }

    private static JsonNode handoffOf(String customer) {
        return server.admin("/api/v1/handoffs?state=open").path("handoffs").valueStream()
                .filter(handoff -> handoff.at("/customer/id").asText().equals(customer)).findFirst()
                .map(handoff -> server.admin("/api/v1/handoffs/" + handoff.path("id").asLong()))
                .orElse(MissingNode.getInstance());
    }

    @Test
    void whatSlackDidNotSignIsRefusedAndNothingIsStored() {
        String body = slack.event(slack.message("D66", "U66", "forged")).toString();
        long now = Instant.now().getEpochSecond();
        String right = FakeSlack.sign(body, String.valueOf(now), FakeSlack.SIGNING_SECRET);
        List<Map<String, List<String>>> forgeries = new ArrayList<>(List.of(Map.of(),
                headers(String.valueOf(now), ""), headers("", right), headers(String.valueOf(now + 1), right),
                headers(now + ".0", right), headers("-" + now, right), headers(" " + now + "1", right),
                headers(String.valueOf(now), right.toUpperCase(Locale.ROOT)),
                headers(String.valueOf(now), right.replace("v0=", "v1=")),
                headers(String.valueOf(now), right.substring(3)), headers(String.valueOf(now), right + "0"),
                headers(String.valueOf(now), right + ",v0=00"), headers(String.valueOf(now), "v0="),
                headers(String.valueOf(now), FakeSlack.sign(body, String.valueOf(now), "another secret")),
                headers(String.valueOf(now), FakeSlack.sign(body, String.valueOf(now), FakeSlack.BOT_TOKEN)),
                headers(String.valueOf(now), FakeSlack.sign(body + " ", String.valueOf(now),
                        FakeSlack.SIGNING_SECRET)),
                headers(String.valueOf(now), FakeSlack.sign("", String.valueOf(now), FakeSlack.SIGNING_SECRET)),
                headers(String.valueOf(now), FakeSlack.sign(body, "", FakeSlack.SIGNING_SECRET)),
                Map.of("X-Slack-Request-Timestamp", List.of(String.valueOf(now))),
                Map.of("X-Slack-Signature", List.of(right)),
                Map.of("X-Slack-Request-Timestamp", List.of(String.valueOf(now)), "X-Slack-Signature",
                        List.of("v0=00", right)),
                Map.of("X-Slack-Request-Timestamp", List.of(String.valueOf(now), String.valueOf(now)),
                        "X-Slack-Signature", List.of(right))));
        for (int i = 0; i < 10; i++) {
            char[] flipped = right.toCharArray();
            flipped[3 + i * 6] = flipped[3 + i * 6] == '0' ? '1' : '0';
            forgeries.add(headers(String.valueOf(now), new String(flipped)));
        }
        assertTrue(forgeries.size() >= 30, String.valueOf(forgeries.size()));
        for (Map<String, List<String>> forgery : forgeries) {
            assertEquals(401, slack.post(target, body, false, forgery).statusCode(), forgery::toString);
        }
        // A minute beyond what is allowed for those ahead of time: each second until the server looks brings them back.
        for (long skew : new long[]{-301, -302, -600, -3_600, -86_400, -31_536_000, 360, 600, 3_600, 86_400,
            31_536_000}) {
            String then = String.valueOf(Instant.now().getEpochSecond() + skew);
            var signed = headers(then, FakeSlack.sign(body, then, FakeSlack.SIGNING_SECRET));
            assertEquals(401, slack.post(target, body, false, signed).statusCode(), () -> skew + " seconds");
        }
        assertEquals(404, server.send("GET", "/api/v1/conversations/D66", null, TestServer.TOKEN).statusCode());
    }

    @Test
    void onePoisonInAHundredIsKeptAndHoldsNobodyUp() {
        long before = 0;
        long behind = 0;
        for (int i = 0; i < 100; i++) {
            ObjectNode message = slack.message("D7" + i, "U7" + i, "thanks");
            if (i == 50) {
                message.put("ts", "yesterday");
            }
            long begin = System.nanoTime();
            assertEquals(200, slack.overHttp(target, slack.event(message), false), "or Slack delivers it for ever");
            if (i == 49 || i == 51) {
                String channel = "D7" + i;
                TestServer.await("the reply", () -> slack.posted(channel).size() == 1);
                before = i == 49 ? System.nanoTime() - begin : before;
                behind = System.nanoTime() - begin;
            }
        }
        TestServer.await("all others", () -> slack.posted().stream()
                .filter(message -> message.path("channel").asText().matches("D7\\d{1,2}")).count() == 99);
        assertTrue(server.admin("/api/v1/dead-letters").path("unreadable").toString().contains("yesterday"));
        System.out.printf("A reply before a poison message: %d ms, behind it: %d ms%n", before / 1_000_000,
                behind / 1_000_000);
    }

    @Test
    void whatSlackDeliversAgainIsAnsweredOnceWhetherOrNotTheFirstArrived() {
        ObjectNode lost = slack.event(slack.message("D801", "U801", "thanks"));
        String nobody = "http://localhost:1/slack/events";
        assertFalse(slack.overHttpWithRetries(nobody, lost, Duration.ofMillis(1)), "nobody was there");
        assertTrue(slack.overHttpWithRetries(target, lost, Duration.ofMillis(1)));
        assertTrue(slack.overHttpWithRetries(target, lost, Duration.ofMillis(1)));
        Map<String, List<String>> retry = new HashMap<>(
                Map.of("X-Slack-Retry-Num", List.of("3"), "X-Slack-Retry-Reason",
                        List.of("http_timeout")));
        String first = slack.event(slack.message("D802", "U802", "thanks")).toString();
        String now = String.valueOf(Instant.now().getEpochSecond());
        retry.putAll(headers(now, FakeSlack.sign(first, now, FakeSlack.SIGNING_SECRET)));
        assertEquals(200, slack.post(target, first, false, retry).statusCode(),
                "a retry may be the first that arrives");
        TestServer.await("the replies",
                () -> slack.posted("D801").size() == 1 && slack.posted("D802").size() == 1);
        TestServer.await("no more", () -> server.admin("/api/v1/channels").path("channels").valueStream()
                .noneMatch(channel -> channel.path("waiting").asInt() > 0));
        assertEquals(1, slack.posted("D801").size());
        assertEquals(1, slack.posted("D802").size());
    }

    /** Of five minutes of refusals each takes four seconds. */
    @Test
    void inAStormOfLimitsNothingIsLostOrReorderedAndSlackIsLeftAlone() {
        int customers = 10;
        int each = 10;
        for (int i = 0; i < each; i++) {
            slack.limit(1);
            for (int customer = 0; customer < customers; customer++) {
                assertEquals(200, slack.overHttp(target, slack.event(slack.message("D50" + customer, "U50" + customer,
                        i % 2 == 1 ? "hello" : "thanks")), false));
            }
            LockSupport.parkNanos(2_000_000_000);
        }
        for (int customer = 0; customer < customers; customer++) {
            String channel = "D50" + customer;
            TestServer.await("all replies", () -> slack.posted(channel).size() >= each);
            List<JsonNode> all = slack.posted(channel);
            assertEquals(each, all.size(), "none lost, none doubled");
            for (int i = 0; i < each; i++) {
                assertTrue(all.get(i).path("text").asText().startsWith(i % 2 == 1 ? "Hello" : "You're welcome"),
                        all::toString);
            }
        }
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whatACustomerDeletesBeforeItIsDecidedIsNotDecided() throws SQLException {
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D601", "U601", "thanks")), false));
        TestServer.await("a conversation", () -> slack.posted("D601").size() == 1);
        ObjectNode slip = slack.message("D601", "U601", "I want to talk to a person about my secret");
        try (Connection holder = server.database()) {
            holder.setAutoCommit(false);
            holdHead(holder);
            assertEquals(200, slack.overHttp(target, slack.event(slip), false));
            ObjectNode removal = slack.message("D601", "U601", "").put("subtype", "message_deleted");
            removal.set("previous_message", slip);
            assertEquals(200, slack.overHttp(target, slack.event(removal), false));
            holder.rollback();
        }
        assertEquals(200, slack.overHttp(target, slack.event(slack.message("D601", "U601", "hello")), false));
        TestServer.await("the reply to what came after it",
                () -> slack.posted("D601").getLast().path("text").asText().startsWith("Hello"));
        assertTrue(handoffOf("slack:U601").isMissingNode());
        assertFalse(slack.posted("D601").toString().contains("secret"));
    }

    /** The first event of the conversation is to be decided again, and stays locked: what comes after it waits. */
    private static void holdHead(Connection holder) throws SQLException {
        String first = " WHERE id = (SELECT min(i.id) FROM inbox i WHERE i.delivery_id LIKE 'D601:%')";
        try (Statement statement = holder.createStatement()) {
            String state;
            do {
                statement.execute("UPDATE inbox SET state = 'PENDING'" + first);
                holder.commit();
                ResultSet row = statement.executeQuery("SELECT state FROM inbox" + first + " FOR UPDATE");
                row.next();
                state = row.getString(1);
            } while (!state.equals("PENDING"));
        }
    }

    @Test
    void itIsAcknowledgedInTimeWithTheCommitInsideWhileTheIndexIsBuilt() throws IOException {
        try (Stream<Path> articles = Files.walk(server.config.resolve("kb"))) {
            for (Path article : articles.filter(file -> file.toString().endsWith(".md")).toList()) {
                Files.writeString(article, "\nAnd one more sentence of this test.\n", StandardOpenOption.APPEND);
            }
        }
        String job = "/api/v1/reindex/" + server.admin("/api/v1/reindex", Map.of(), 202).path("id").asLong();
        long[] millis = new long[100];
        for (int i = 0; i < millis.length; i++) {
            ObjectNode event = slack.event(slack.message("D9" + i, "U9" + i, "thanks"));
            long start = System.nanoTime();
            assertEquals(200, slack.overHttp(target, event, false));
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        assertEquals("running", server.admin(job).path("state").asText(), "all the while");
        Arrays.sort(millis);
        System.out.printf("SLACK acknowledgement p50 %d ms, p99 %d ms, while a reindex runs%n", millis[50],
                millis[98]);
    }

    private static Map<String, List<String>> headers(String timestamp, String signature) {
        return Map.of("X-Slack-Request-Timestamp", List.of(timestamp), "X-Slack-Signature", List.of(signature));
    }
}
