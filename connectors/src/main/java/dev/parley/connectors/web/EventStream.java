package dev.parley.connectors.web;

import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import io.micronaut.http.sse.Event;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** One visitor's open stream. Thread-safe: at most one thread reads for it, however often it is woken. */
final class EventStream {

    /** A reader that takes nothing for this many heartbeats is gone; it resumes by its last number. */
    private static final int PATIENCE_HEARTBEATS = 6;
    /** The queue grows by so many; nearly always it is empty. */
    private static final int CHUNK = 8;

    private final ChannelHost host;
    private final ConversationRef ref;
    private final Executor readers;
    private final Queue<Event<EventJson>> unread = Queues.<Event<EventJson>>unbounded(CHUNK).get();
    private final Sinks.Many<Event<EventJson>> sink;
    private long last;
    private int unreadBeats;
    private boolean isReading;
    private boolean isWoken;
    private boolean hasBeat;
    private boolean isOver;

    /**
     * @param after the client has everything up to this number
     * @param readers run the reading
     * @param ended told once, whoever ends it
     */
    EventStream(ChannelHost host, ConversationRef ref, long after, Executor readers, Consumer<EventStream> ended) {
        this.host = host;
        this.ref = ref;
        this.last = after;
        this.readers = readers;
        this.sink = Sinks.unsafe().many().unicast().onBackpressureBuffer(unread, () -> {
            cancelled();
            ended.accept(this);
        });
    }

    Flux<Event<EventJson>> events() {
        return sink.asFlux();
    }

    /** Looks for new events. */
    void wake() {
        look(false);
    }

    /** Looks for new events, and says at least that the line stands. */
    void beat() {
        look(true);
    }

    /** Ends it once what was read is sent. */
    synchronized void end() {
        isOver = true;
        if (!isReading) {
            sink.tryEmitComplete();
        }
    }

    private synchronized void cancelled() {
        isOver = true;
    }

    private synchronized void look(boolean beat) {
        isWoken = true;
        hasBeat |= beat;
        if (!isReading && !isOver) {
            isReading = true;
            try {
                readers.execute(this::read);
            } catch (RejectedExecutionException e) {
                // The server stops; the client resumes elsewhere.
                isReading = false;
                end();
            }
        }
    }

    private void read() {
        try {
            while (goesOn()) {
                boolean isBeat = takeBeat();
                boolean isClear = unread.isEmpty();
                if (isClear) {
                    unreadBeats = 0;
                } else if (isBeat && ++unreadBeats >= PATIENCE_HEARTBEATS) {
                    end();
                    continue;
                }
                long before = last;
                for (ConversationEvent event : host.eventsAfter(ref, last)) {
                    sink.tryEmitNext(Event.of(EventJson.of(event)).id(String.valueOf(event.seq())));
                    last = event.seq();
                }
                if (isBeat && isClear && last == before) {
                    sink.tryEmitNext(Event.of(EventJson.NOTHING).name("heartbeat"));
                }
            }
        } catch (RuntimeException | Error e) {
            cancelled();
            sink.tryEmitError(e);
        }
    }

    /** Whether somebody woke it since; if nobody did, this thread is done. */
    private synchronized boolean goesOn() {
        boolean goesOn = isWoken && !isOver;
        isWoken = false;
        if (!goesOn) {
            isReading = false;
            if (isOver) {
                sink.tryEmitComplete();
            }
        }
        return goesOn;
    }

    private synchronized boolean takeBeat() {
        boolean had = hasBeat;
        hasBeat = false;
        return had;
    }
}
