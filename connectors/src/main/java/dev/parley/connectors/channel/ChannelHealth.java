package dev.parley.connectors.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a channel is doing, as it finds out. Thread-safe; a change is one line in the log. */
public final class ChannelHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelHealth.class);

    private final String channel;
    private final Clock clock;
    private final AtomicLong errors = new AtomicLong();
    private volatile ChannelStatus.State state = ChannelStatus.State.OFF;
    private volatile String detail;
    private volatile @Nullable Instant lastEventAt;

    /**
     * It is off.
     *
     * @param channel its id, for the log
     * @param whyOff in a sentence
     */
    public ChannelHealth(String channel, String whyOff, Clock clock) {
        this.channel = channel;
        this.detail = whyOff;
        this.clock = clock;
    }

    /** From now on. {@code why} never holds a secret. */
    public void is(ChannelStatus.State now, String why) {
        boolean changed = state != now || !detail.equals(why);
        state = now;
        detail = why;
        if (changed && now == ChannelStatus.State.FAILING) {
            LOG.error("channel {} fails: {}", channel, why);
        } else if (changed) {
            LOG.info("channel {} is {}{}", channel, now, why.isEmpty() ? "" : ": " + why);
        }
    }

    /** The platform delivered something. */
    public void received() {
        lastEventAt = clock.instant();
    }

    /** Something went wrong, and the state stays. {@code why} never holds a secret. */
    public void failed(String why) {
        LOG.warn("{}: {} (error {} since the start)", channel, why, errors.incrementAndGet());
    }

    /** For {@link Channel#status}. */
    public ChannelStatus status() {
        return new ChannelStatus(state, detail, lastEventAt, errors.get());
    }
}
