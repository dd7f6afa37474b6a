package dev.parley.connectors.web;

import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The open event streams of all visitors, each a virtual thread that sleeps until its conversation grows.
 *
 * <p>A stream only ever repeats what {@link ChannelHost#eventsAfter} says, from the last number it sent: a wake-up too
 * many costs one read, a lost one costs {@link #HEARTBEAT} (another replica may have written).
 */
@Singleton
final class EventStreams {

    /** Proxies close silent connections after 60 s, the widget after 45 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** A reader that takes nothing for this many heartbeats is gone; it resumes by its last number. */
    private static final int PATIENCE_HEARTBEATS = 6;

    private final Map<String, Set<Semaphore>> sleepers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Flux<Event<EventJson>> open(ChannelHost host, ConversationRef ref, long after) {
        return Flux.create(sink -> Thread.ofVirtual().name("web-stream").start(() -> run(host, ref, after, sink)));
    }

    /** Tells the streams of one conversation to look again. */
    void wake(String conversationKey) {
        sleepers.getOrDefault(conversationKey, Set.of()).forEach(Semaphore::release);
    }

    void close() {
        closed = true;
        sleepers.values().forEach(all -> all.forEach(Semaphore::release));
    }

    private void run(ChannelHost host, ConversationRef ref, long after, FluxSink<Event<EventJson>> sink) {
        Semaphore bell = new Semaphore(0);
        sleepers.compute(ref.conversationKey(), (key, all) -> {
            Set<Semaphore> bells = all == null ? ConcurrentHashMap.newKeySet() : all;
            bells.add(bell);
            return bells;
        });
        sink.onDispose(bell::release);
        try {
            pump(host, ref, after, sink, bell);
            sink.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.complete();
        } catch (RuntimeException e) {
            sink.error(e);
        } finally {
            sleepers.computeIfPresent(ref.conversationKey(), (key, all) -> {
                all.remove(bell);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private void pump(ChannelHost host, ConversationRef ref, long after, FluxSink<Event<EventJson>> sink,
            Semaphore bell) throws InterruptedException {
        long last = after;
        int unread = 0;
        while (!closed && !sink.isCancelled() && unread < PATIENCE_HEARTBEATS) {
            boolean wanted = sink.requestedFromDownstream() > 0;
            unread = wanted ? 0 : unread + 1;
            if (wanted) {
                for (ConversationEvent event : host.eventsAfter(ref, last)) {
                    sink.next(Event.of(EventJson.of(event)).id(String.valueOf(event.seq())));
                    last = event.seq();
                }
            }
            boolean woken = bell.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            bell.drainPermits();
            if (!woken && wanted) {
                sink.next(Event.of(EventJson.NOTHING).name("heartbeat"));
            }
        }
    }
}
