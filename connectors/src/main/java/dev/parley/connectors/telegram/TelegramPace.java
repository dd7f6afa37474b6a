package dev.parley.connectors.telegram;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast may be sent. Telegram's own words (Bots FAQ): about one message a second in a chat, though short bursts pass; 20
 * a minute in a group; 30 a second in all; and silence for as long as a 429 says. Thread-safe.
 */
final class TelegramPace {

    private static final int BURST = 4;
    private static final int CHATS = 20_000;

    private final Bucket all = Bucket.builder()
            .addLimit(limit -> limit.capacity(30).refillGreedy(30, Duration.ofSeconds(1))).build();
    private final Map<Long, Bucket> chats = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > CHATS;
        }
    });
    private volatile long silentUntilNanos = System.nanoTime();

    /** @return how long to wait; empty when one message may go now, which then counts */
    Optional<Duration> findWait(long chatId) {
        long silence = silentUntilNanos - System.nanoTime();
        if (silence > 0) {
            return Optional.of(Duration.ofNanos(silence));
        }
        return wait(chats.computeIfAbsent(chatId, TelegramPace::bucket)).or(() -> wait(all));
    }

    /** Telegram said 429: nothing goes out for so long. */
    void beSilent(Duration duration) {
        silentUntilNanos = System.nanoTime() + duration.toNanos();
    }

    private static Optional<Duration> wait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(long chatId) {
        return chatId < 0
                ? Bucket.builder().addLimit(limit -> limit.capacity(20).refillGreedy(20, Duration.ofMinutes(1)))
                        .build()
                : Bucket.builder().addLimit(limit -> limit.capacity(BURST).refillGreedy(1, Duration.ofSeconds(1)))
                        .build();
    }
}
