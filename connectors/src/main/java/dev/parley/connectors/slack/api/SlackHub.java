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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The one connection to Slack, over whichever way it delivers. Thread-safe. */
@Singleton
public final class SlackHub {

    private static final Duration LAST_ATTEMPT = Duration.ofMinutes(5);
    /** Looking costs many calls: in a quiet shop nearly every message comes after a silence. Chosen, not measured. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Open open;
    private final List<Consumer<SlackApi>> connected = new CopyOnWriteArrayList<>();
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
            open = new Open(settings, api, noticingGaps(all, api), null);
            health.accept(true, "signed HTTP at /slack/events");
        } else {
            open = new Open(settings, api, all, new SlackSocket(api, all, told));
        }
        tellConnected(api);
    }

    /**
     * Over HTTP nobody says when the line was broken. After more than Slack's last attempt, five minutes after the first,
     * without a delivery, and after one that could not be stored, there may have been others.
     */
    private SlackListener noticingGaps(SlackListener listener, SlackApi api) {
        AtomicReference<Instant> heard = new AtomicReference<>(clock.instant());
        AtomicReference<Instant> looked = new AtomicReference<>(clock.instant());
        AtomicBoolean failed = new AtomicBoolean();
        return payload -> {
            Instant now = clock.instant();
            boolean wasSilent = heard.getAndSet(now).isBefore(now.minus(LAST_ATTEMPT));
            try {
                listener.receive(payload);
            } catch (RuntimeException e) {
                failed.set(true);
                throw e;
            }
            boolean hasFailed = failed.getAndSet(false);
            Instant before = Objects.requireNonNull(looked.get());
            Duration distance = hasFailed ? AFTER_FAILURE : BETWEEN_LOOKS;
            if ((hasFailed || wasSilent) && before.plus(distance).isBefore(now) && looked.compareAndSet(before, now)) {
                tellConnected(api);
            } else if (hasFailed) {
                failed.set(true);
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

    /** Called on a thread of its own whenever Slack can deliver again: something may have happened meanwhile. */
    public void whenConnected(Consumer<SlackApi> listener) {
        connected.add(listener);
        findApi().ifPresent(api -> Thread.ofVirtual().name("slack-connected").start(() -> listener.accept(api)));
    }

    private void tellConnected(SlackApi api) {
        connected.forEach(
                listener -> Thread.ofVirtual().name("slack-connected").start(() -> listener.accept(api)));
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
        return SlackSignature.isGenuine(body, timestamps, signatures, now.settings().signingSecret(), clock.instant())
                ? Optional.of(now.listener())
                : Optional.empty();
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
