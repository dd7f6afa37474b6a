package dev.parley.connectors.web;

import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.http.sse.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * The open event streams of all visitors. Most sleep nearly all the time, so one that sleeps is only an entry here: no thread,
 * no timer. Reading happens on virtual threads.
 *
 * <p>A stream only ever repeats what {@link ChannelHost#eventsAfter} says, from the last number it sent: a wake-up too
 * many costs one read, a lost one costs a heartbeat (another replica may have written).
 */
@Singleton
final class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    /** Seconds from one heartbeat to the next: proxies close silent connections after 60 s, the widget after 45 s. */
    private static final int HEARTBEAT = 10;
    /** Seconds after which a visitor who has no stream has left: a reload takes less. */
    private static final int GONE = 15;

    private final WebSettings settings;
    private final Map<String, List<EventStream>> open = new ConcurrentHashMap<>();
    /** Those that beat in the same second. */
    private final List<Set<EventStream>> beats = Stream.<Set<EventStream>>generate(ConcurrentHashMap::newKeySet)
            .limit(HEARTBEAT).toList();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("web-heartbeat").factory());
    private final int goneAfter;
    private volatile boolean isClosed;
    private int second;

    @Inject
    EventStreams(WebSettings settings) {
        this(settings, GONE);
    }

    /** @param goneAfter seconds after which a visitor without a stream has left */
    EventStreams(WebSettings settings, int goneAfter) {
        this.goneAfter = goneAfter;
        this.settings = settings;
        clock.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    /** Whether an address has as many streams open as it may. */
    boolean isFull(String address) {
        return settings.addressStreams() > 0 && byAddress.getOrDefault(address, 0) >= settings.addressStreams();
    }

    /** Starts with a heartbeat when there is nothing else to say, so that the client knows at once that it is heard. */
    Flux<Event<EventJson>> open(ChannelHost host, ConversationRef ref, long after, String address) {
        return Flux.defer(() -> {
            Set<EventStream> beat = beats.get(Math.floorMod(opened.getAndIncrement(), HEARTBEAT));
            EventStream stream = new EventStream(host, ref, after, readers, ended -> {
                beat.remove(ended);
                byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
                List<EventStream> left = open.computeIfPresent(ref.conversationKey(), (key, all) -> {
                    List<EventStream> others = all.stream().filter(other -> other != ended).toList();
                    return others.isEmpty() ? null : others;
                });
                if (left == null && !isClosed) {
                    clock.schedule(() -> checkLeft(host, ref), goneAfter, TimeUnit.SECONDS);
                }
            });
            byAddress.merge(address, 1, Integer::sum);
            open.merge(ref.conversationKey(), List.of(stream),
                    (all, one) -> Stream.concat(all.stream(), one.stream()).toList());
            beat.add(stream);
            stream.beat();
            if (isClosed) {
                stream.end();
            } else {
                readers.execute(() -> quietly(() -> host.present(ref)));
            }
            return stream.events();
        });
    }

    /** Who only loads another page is back by now. */
    private void checkLeft(ChannelHost host, ConversationRef ref) {
        if (!open.containsKey(ref.conversationKey()) && !isClosed) {
            readers.execute(() -> quietly(() -> host.left(ref, Duration.ofSeconds(goneAfter))));
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("whether a visitor is there could not be noted: {}", e.toString());
        }
    }

    /** Tells the streams of one conversation to look again. */
    void wake(String conversationKey) {
        open.getOrDefault(conversationKey, List.of()).forEach(EventStream::wake);
    }

    void close() {
        isClosed = true;
        clock.shutdownNow();
        open.values().forEach(all -> all.forEach(EventStream::end));
        // Who is reading ends by itself; a database that has gone must not hold up the stop.
        readers.shutdown();
    }

    private void beat() {
        int now = second;
        second = (second + 1) % HEARTBEAT;
        try {
            beats.get(now).forEach(EventStream::beat);
        } catch (RuntimeException | Error e) {
            // An exception would end the beat of all for ever.
            LOG.error("some event streams missed a heartbeat", e);
        }
    }
}
