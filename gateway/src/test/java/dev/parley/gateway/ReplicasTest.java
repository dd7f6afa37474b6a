package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL. */
class ReplicasTest {

    private static final int CONVERSATIONS = Integer.getInteger("parley.order.conversations", 60);
    private static final int MESSAGES = Integer.getInteger("parley.order.messages", 20);
    private static final int AT_A_TIME = 100;

    private static final AtomicInteger refused = new AtomicInteger();

    private static EmbeddedPostgres postgres;
    private static TestServer one;
    private static TestServer two;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Map<String, String> variables = Map.of("PARLEY_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "PARLEY_DB_USER", "postgres");
        one = new TestServer(folder.resolve("one"), variables);
        two = new TestServer(folder.resolve("two"), variables);
    }

    @AfterAll
    static void stop() throws IOException {
        two.close();
        one.close();
        postgres.close();
    }

    @Test
    void aHolderThatWasPausedStoresNothingOnceAnotherTookOver() throws InterruptedException {
        ChannelHost first = one.application().context().getBean(ChannelHost.class);
        ChannelHost second = two.application().context().getBean(ChannelHost.class);
        Duration brief = Duration.ofMillis(300);
        ChannelHost paused = first.lease("a-poller", brief).orElseThrow();
        assertTrue(first.lease("a-poller", brief).isPresent(), "renewed");
        assertTrue(second.lease("a-poller", brief).isEmpty(), "one at a time");
        accept(paused, "before");
        Thread.sleep(brief.plusMillis(100));
        accept(paused, "expired, but nobody else came");
        ChannelHost next = second.lease("a-poller", Duration.ofMinutes(1)).orElseThrow();
        assertThrows(RuntimeException.class, () -> accept(paused, "stale"));
        assertTrue(first.lease("a-poller", brief).isEmpty());
        accept(next, "after");
        assertEquals(List.of("before", "expired, but nobody else came", "after"), record("leased").path("transcript")
                .valueStream().filter(line -> line.path("type").asText().equals("customer"))
                .map(line -> line.path("text").asText()).toList());
    }

    private static void accept(ChannelHost host, String text) {
        host.accept(new InboundEvent.Message("leased:" + text, new ConversationRef("web", "leased", null),
                "web:leased", Instant.EPOCH, "en", text));
    }

    /** Each customer's messages come in order, some of them twice or later once more, at either server. */
    @Test
    void everyMessageHasOneOutcomeInItsOrderWhicheverServerTookIt() throws Exception {
        List<ChannelHost> hosts = List.of(one.application().context().getBean(ChannelHost.class),
                two.application().context().getBean(ChannelHost.class));
        List<Future<List<Long>>> deliveries = new ArrayList<>();
        Semaphore atATime = new Semaphore(AT_A_TIME);
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < CONVERSATIONS; c++) {
                int conversation = c;
                deliveries.add(customers.submit(() -> deliver(hosts, conversation, atATime)));
            }
        }
        for (int c = 0; c < CONVERSATIONS; c++) {
            List<Long> acknowledged = deliveries.get(c).get();
            String key = key(c);
            TestServer.await("all outcomes", () -> record(key).path("turns").size() >= MESSAGES);
            JsonNode record = record(key);
            List<Long> seqs = new ArrayList<>();
            record.path("turns").forEach(turn -> seqs.add(turn.path("seq").asLong()));
            assertEquals(acknowledged, seqs, "decided in the order in which they were accepted");
            List<String> texts = new ArrayList<>();
            record.path("transcript").forEach(line -> {
                if (line.path("type").asText().equals("customer")) {
                    texts.add(line.path("text").asText());
                }
            });
            assertEquals(java.util.stream.IntStream.range(0, MESSAGES).mapToObj(ReplicasTest::text).toList(), texts);
            long replies = record.path("transcript").valueStream()
                    .filter(line -> line.path("type").asText().equals("bot")).count();
            assertEquals(MESSAGES, replies, "none lost, none doubled");
        }
        System.out.printf(
                "ORDER %d conversations of %d messages, %d at a time, 2 replicas: all in order, %d deliveries were"
                        + " refused and came again%n",
                CONVERSATIONS, MESSAGES, AT_A_TIME, refused.get());
    }

    private static List<Long> deliver(List<ChannelHost> hosts, int conversation, Semaphore atATime)
            throws InterruptedException {
        Random random = new Random(conversation);
        List<Long> seqs = new ArrayList<>();
        List<InboundEvent> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sent.add(new InboundEvent.Message(key(conversation) + ":" + i,
                    new ConversationRef("web", key(conversation), null), "web:" + key(conversation), Instant.EPOCH,
                    "en",
                    text(i)));
            seqs.add(seqOf(accept(hosts, sent.getLast(), random, atATime)));
            if (random.nextInt(4) == 0) {
                int again = random.nextInt(sent.size());
                assertEquals(seqs.get(again), seqOf(accept(hosts, sent.get(again), random, atATime)));
            }
        }
        assertEquals(MESSAGES, new HashSet<>(seqs).size());
        return seqs;
    }

    private static Acceptance accept(List<ChannelHost> hosts, InboundEvent event, Random random, Semaphore atATime)
            throws InterruptedException {
        atATime.acquire();
        try {
            while (true) {
                try {
                    return hosts.get(random.nextInt(2)).accept(event);
                } catch (RuntimeException e) {
                    refused.incrementAndGet(); // not stored: a platform delivers again
                }
            }
        } finally {
            atATime.release();
        }
    }

    private static Long seqOf(Acceptance acceptance) {
        return acceptance instanceof Acceptance.Accepted accepted ? accepted.seq() : -1L;
    }

    /** A courtesy, so that no answer is taken back because the next message came. */
    private static String text(int i) {
        return "thanks " + "so ".repeat(i) + "much";
    }

    private static String key(int conversation) {
        return "order-" + conversation;
    }

    private static JsonNode record(String key) {
        return one.admin("/api/v1/conversations/" + key);
    }

    @Test
    void anArticleThatIsPublishedAtOneIsAnsweredAtTheOther() {
        one.put("/api/v1/articles/zeppelins", Map.of("title", "Park a toy zeppelin", "body",
                "Park the zeppelin under the bed.", "category", "toys", "questions",
                List.of("where do I park my zeppelin")),
                200);
        TestServer.await("the article at the other", () -> two
                .admin("/api/v1/ask", Map.of("text", "where do I park my zeppelin"), 200).toString()
                .contains("under the bed"));
    }

    @Test
    void aPauseAtOneHoldsAtTheOther() {
        one.admin("/api/v1/pauses", Map.of("category", "payments", "reason", "test"), 201);
        TestServer.await("the pause at the other", () -> {
            TestServer.Visitor visitor = two.visitor();
            visitor.ask("Which payment methods do you take?");
            return visitor.handoff("open").path("reason").asText().equals("policy_pause");
        });
        assertTrue(one.send("DELETE", "/api/v1/pauses?category=payments", null, TestServer.TOKEN).statusCode() == 200);
    }
}
