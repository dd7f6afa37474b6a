package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ChannelStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the channel is doing. Thread-safe; a change is one line in the log. */
final class TelegramHealth {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramHealth.class);

    private final Clock clock;
    private final AtomicLong errors = new AtomicLong();
    private volatile ChannelStatus.State state = ChannelStatus.State.OFF;
    private volatile String detail = "PARLEY_TELEGRAM_TOKEN is not set";
    private volatile @Nullable Instant lastEventAt;

    TelegramHealth(Clock clock) {
        this.clock = clock;
    }

    void is(ChannelStatus.State now, String why) {
        boolean changed = state != now || !detail.equals(why);
        state = now;
        detail = why;
        if (changed && now == ChannelStatus.State.FAILING) {
            LOG.error("channel telegram fails: {}", why);
        } else if (changed) {
            LOG.info("channel telegram is {}: {}", now, why);
        }
    }

    void received() {
        lastEventAt = clock.instant();
    }

    void failed(String why) {
        LOG.warn("telegram: {} (error {} since the start)", why, errors.incrementAndGet());
    }

    ChannelStatus status() {
        return new ChannelStatus(state, detail, lastEventAt, errors.get());
    }
}
