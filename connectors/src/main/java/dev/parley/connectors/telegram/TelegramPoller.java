package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches updates, and confirms them only once they are stored. Of several replicas one polls.
 *
 * <p>An offset is sent only while there is something to confirm: after a quiet week Telegram's numbers begin anew at random,
 * and an old offset would hide what has a lower one.
 */
final class TelegramPoller implements Runnable {

    /** As long as Telegram holds a call open; the Bot API allows 50 s. */
    private static final Duration WAIT = Duration.ofSeconds(25);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONG_RETRY = Duration.ofSeconds(5);

    private final TelegramApi api;
    private final ChannelHost host;
    private final TelegramReceiver receiver;
    private final ChannelHealth health;
    private final CountDownLatch stopping;
    private @Nullable Long offset;

    /** @param stopping is 0 when it is to end */
    TelegramPoller(TelegramApi api, ChannelHost host, TelegramReceiver receiver, ChannelHealth health,
            CountDownLatch stopping) {
        this.stopping = stopping;
        this.api = api;
        this.host = host;
        this.receiver = receiver;
        this.health = health;
    }

    /** Until it is to stop: then what was fetched is stored as far as it was begun. */
    @Override
    public void run() {
        try {
            while (stopping.getCount() > 0) {
                stopping.await(round().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long to wait before the next */
    private Duration round() throws InterruptedException {
        try {
            Optional<ChannelHost> mine = host.lease("telegram-poller", LEASE);
            if (mine.isEmpty()) {
                offset = null;
                health.is(State.STANDBY, "another replica polls");
                return LONG_RETRY;
            }
            List<JsonNode> updates = api.getUpdates(offset, WAIT);
            health.is(State.ON, "polling");
            offset = null;
            for (JsonNode update : updates) {
                if (stopping.getCount() == 0) {
                    // It is not confirmed, and comes again.
                    break;
                }
                receiver.receive(update, mine.get());
                health.received();
                offset = update.path("update_id").asLong() + 1;
            }
            return Duration.ZERO;
        } catch (TelegramException e) {
            return refused(e);
        } catch (RuntimeException e) {
            health.failed("updates could not be stored, they come again: " + e.getClass().getSimpleName());
            return RETRY;
        }
    }

    private Duration refused(TelegramException e) {
        if (stopping.getCount() == 0) {
            return Duration.ZERO;
        }
        if (e.code == 409) {
            health.is(State.FAILING, "Telegram says that somebody else receives this bot's updates: " + e.getMessage());
            return LONG_RETRY;
        }
        if (e.isUnauthorized()) {
            health.is(State.FAILING,
                    "Telegram refuses the token: " + e.getMessage() + "; ask BotFather for one and set "
                            + TelegramSettings.TOKEN);
            api.readTokenAgain();
            return LONG_RETRY;
        }
        health.failed("updates could not be fetched: " + e.getMessage());
        return e.retryAfter == null ? RETRY : Duration.ofSeconds(e.retryAfter);
    }
}
