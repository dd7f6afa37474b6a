package dev.parley.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.RecordingHost;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.http.sse.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Ten thousand conversations over lines that break at any moment: the client fetches once, follows the stream, loses it, loses
 * what was under way, resumes after the last number that it has, or polls. At the end it has what a fresh fetch gives.
 */
class DisconnectsTest {

    private static final int SCHEDULES = 10_000;
    private static final int AT_ONCE = 200;

    private final EventStreams streams = new EventStreams(new WebSettings(500,
            new WebSettings.Theme("#1f5c4a", "#ffffff", null, null, "end", "auto"), List.of(), List.of(),
            new WebSettings.FileLimits(0, List.of()), List.of(), 0));

    @Test
    void snapshotAndEventsAreWhatAFreshFetchGives() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < SCHEDULES; from += AT_ONCE) {
                List<Future<String>> runs = new ArrayList<>();
                for (int seed = from; seed < from + AT_ONCE; seed++) {
                    Random random = new Random(seed);
                    String name = "schedule " + seed;
                    runs.add(threads.submit(() -> run(random, name)));
                }
                for (Future<String> run : runs) {
                    assertEquals("", run.get(60, TimeUnit.SECONDS));
                }
            }
        } finally {
            streams.close();
        }
    }

    /** @return what went wrong */
    private String run(Random random, String name) throws InterruptedException {
        RecordingHost host = new RecordingHost();
        ConversationRef ref = WebChannel.ref(name);
        Client client = new Client();
        int lines = 1 + random.nextInt(8);
        int said = random.nextInt(lines + 1);
        for (int i = 0; i < said; i++) {
            host.say("line " + i);
        }
        client.take(fetch(host, ref, 0));
        while (client.last() < lines) {
            boolean isStreamed = random.nextInt(4) > 0;
            CountDownLatch over = isStreamed ? client.follow(host, ref, 1 + random.nextInt(3)) : null;
            int next = Math.min(lines, said + random.nextInt(3));
            for (; said < next; said++) {
                host.say("line " + said);
                streams.wake(ref.conversationKey());
            }
            if (over == null) {
                client.take(fetch(host, ref, client.last()));
            } else if (!over.await(random.nextInt(3), TimeUnit.MILLISECONDS)) {
                client.disconnect();
            }
        }
        Map<Long, String> fresh = new TreeMap<>();
        fetch(host, ref, 0).forEach(event -> fresh.put(event.seq(), event.text()));
        return client.seen.equals(fresh) && client.twice == 0
                ? ""
                : name + ": " + client.seen + " instead of " + fresh + ", " + client.twice + " twice";
    }

    private static List<EventJson> fetch(RecordingHost host, ConversationRef ref, long after) {
        return host.eventsAfter(ref, after).stream().map(EventJson::of).toList();
    }

    /** Keeps what it has by number, as the widget does. */
    private final class Client {

        private final Map<Long, String> seen = new TreeMap<>();
        private int twice;
        private BaseSubscriber<Event<EventJson>> line;

        synchronized void take(List<EventJson> events) {
            for (EventJson event : events) {
                if (event.seq() > 0 && seen.putIfAbsent(event.seq(), event.text()) != null
                        && !seen.get(event.seq()).equals(event.text())) {
                    twice++;
                }
            }
        }

        synchronized long last() {
            return seen.keySet().stream().reduce((first, second) -> second).orElse(0L);
        }

        /** @param most the line breaks after so many events */
        CountDownLatch follow(RecordingHost host, ConversationRef ref, int most) {
            CountDownLatch over = new CountDownLatch(1);
            line = new BaseSubscriber<>() {

                private int taken;

                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                protected void hookOnNext(Event<EventJson> event) {
                    // What comes after the break is lost with the line.
                    if (taken < most) {
                        take(List.of(event.getData()));
                    }
                    if (++taken >= most) {
                        cancel();
                        over.countDown();
                    }
                }
            };
            streams.open(host, ref, last(), "127.0.0.1").subscribe(line);
            return over;
        }

        void disconnect() {
            line.cancel();
        }
    }
}
