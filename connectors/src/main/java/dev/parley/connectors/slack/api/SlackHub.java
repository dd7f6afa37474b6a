package dev.parley.connectors.slack.api;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to Slack, over whichever way it delivers. Thread-safe. */
@Singleton
public final class SlackHub {

    private static final Logger LOG = LoggerFactory.getLogger(SlackHub.class);
    private static final Duration LAST_ATTEMPT = Duration.ofMinutes(5);
    /** Looking costs many calls: in a quiet shop nearly every message comes after a silence. Chosen, not measured. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Open open;
    private final List<Connected> connected = new CopyOnWriteArrayList<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile Predicate<SlackPayload> desk = payload -> false;

    /** @param clock that signatures are judged by */
    public SlackHub(Clock clock) {
        this.clock = clock;
    }

    private record Open(SlackSettings settings, SlackApi api, SlackListener listener, @Nullable SlackSocket socket) {}

    /**
     * From now on deliveries go to {@code listener}.
     *
     * @param health is told whether Slack can deliver, and how or why not; must not throw
     */
    public void open(SlackSettings settings, SlackApi api, SlackListener listener, BiConsumer<Boolean, String> health) {
        BiConsumer<Boolean, String> told = (ok, how) -> {
            health.accept(ok, how);
            if (ok) {
                tellConnected(api);
            }
        };
        SlackListener all = payload -> {
            if (!desk.test(payload)) {
                listener.receive(payload);
            }
        };
        if (settings.appToken() == null) {
            open = new Open(settings, api, noticingGaps(all, api, true), null);
            health.accept(true, "signed HTTP at /slack/events");
        } else {
            SlackListener noticing = noticingGaps(all, api, false);
            open = new Open(settings, api, noticing, new SlackSocket(api, noticing, told));
        }
        tellConnected(api);
    }

    /**
     * After a delivery that could not be stored there may have been others, that Slack gave up. Over HTTP nobody says, besides,
     * when the line was broken: there may have been others, too, after more than Slack's last attempt, five minutes after the
     * first, without a delivery.
     */
    private SlackListener noticingGaps(SlackListener listener, SlackApi api, boolean isHttp) {
        AtomicReference<Instant> heard = new AtomicReference<>(clock.instant());
        AtomicReference<Instant> looked = new AtomicReference<>(clock.instant());
        AtomicBoolean failed = new AtomicBoolean();
        AtomicBoolean silent = new AtomicBoolean();
        return payload -> {
            Instant now = clock.instant();
            if (heard.getAndSet(now).isBefore(now.minus(LAST_ATTEMPT)) && isHttp) {
                silent.set(true);
            }
            try {
                listener.receive(payload);
            } catch (RuntimeException e) {
                failed.set(true);
                throw e;
            }
            boolean hasFailed = failed.getAndSet(false);
            boolean wasSilent = silent.getAndSet(false);
            Instant before = Objects.requireNonNull(looked.get());
            Duration distance = hasFailed ? AFTER_FAILURE : BETWEEN_LOOKS;
            if ((hasFailed || wasSilent) && before.plus(distance).isBefore(now) && looked.compareAndSet(before, now)) {
                tellConnected(api);
            } else {
                // Looked for a little later.
                failed.compareAndSet(false, hasFailed);
                silent.compareAndSet(false, wasSilent);
            }
        };
    }

    /**
     * One app serves customers and agents: from now on each delivery is offered to the desk first.
     *
     * @param first whether it was the desk's; as {@link SlackListener#receive} otherwise
     */
    public void offerFirst(Predicate<SlackPayload> first) {
        desk = first;
    }

    /**
     * Called on a thread of its own whenever Slack can deliver again: something may have happened meanwhile. Once at a time;
     * what comes meanwhile has it called once more.
     *
     * @return from then on it is not called any more
     */
    public Runnable whenConnected(Consumer<SlackApi> listener) {
        Connected added = new Connected(listener, new AtomicInteger());
        connected.add(added);
        findApi().ifPresent(added::tell);
        return () -> connected.remove(added);
    }

    private record Connected(Consumer<SlackApi> listener, AtomicInteger asked) {

        void tell(SlackApi api) {
            if (asked.getAndIncrement() == 0) {
                Thread.ofVirtual().name("slack-connected").start(() -> {
                    int seen;
                    do {
                        seen = asked.get();
                        try {
                            listener.accept(api);
                        } catch (RuntimeException e) {
                            LOG.error("what Slack did not deliver could not be looked for", e);
                        }
                    } while (!asked.compareAndSet(seen, 0));
                });
            }
        }
    }

    private void tellConnected(SlackApi api) {
        connected.forEach(listener -> listener.tell(api));
    }

    /** How many deliveries over HTTP were refused for their signatures since one was taken. */
    public long refused() {
        return refused.get();
    }

    /** The way to call Slack; empty until Slack knows us. */
    public Optional<SlackApi> findApi() {
        Open now = open;
        return now == null ? Optional.empty() : Optional.of(now.api());
    }

    /** Whether Slack may call over HTTP at all. */
    boolean takesHttp() {
        Open now = open;
        return now != null && now.settings().signingSecret() != null;
    }

    /** The listener, if the call is Slack's. */
    Optional<SlackListener> findListener(byte[] body, List<String> timestamps, List<String> signatures) {
        Open now = open;
        if (now == null || now.settings().signingSecret() == null) {
            return Optional.empty();
        }
        if (!SlackSignature.isGenuine(body, timestamps, signatures, now.settings().signingSecret(), clock.instant())) {
            refused.incrementAndGet();
            return Optional.empty();
        }
        refused.set(0);
        return Optional.of(now.listener());
    }

    /** Takes nothing more. Idempotent. */
    public void close() {
        Open now = open;
        open = null;
        if (now != null && now.socket() != null) {
            now.socket().close();
        }
    }
}
