package dev.parley.gateway.intake;

import dev.parley.gateway.config.ParleyConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How much may come from one customer, one address and over one channel in a minute; counted by each replica. Thread-safe. */
@Singleton
class Limits {

    /** So many customers are counted; who has been silent longest is forgotten first, and then may write on. */
    private static final int CUSTOMERS = 50_000;

    /** Chosen, not measured: reading costs a query, and storing a commit. */
    private static final int READS_A_MESSAGE = 10;

    private final ParleyConfig.Limits limits;
    private final Map<String, Bucket> channels = new ConcurrentHashMap<>();
    private final Map<String, Bucket> customers = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CUSTOMERS;
        }
    });

    Limits(ParleyConfig config) {
        this.limits = config.limits();
    }

    /** @return how long to wait; empty when it may come in, which then counts */
    Optional<Duration> findWait(String channel, String customer) {
        return wait(customers, channel + ":" + customer, limits.customerPerMinute(), 1)
                .or(() -> wait(channels, channel, limits.channelPerMinute(), 1));
    }

    /**
     * As {@link #findWait}, of an address of the web chat.
     *
     * @param weight as how many messages it counts
     */
    Optional<Duration> findWaitOfAddress(String address, int weight) {
        return wait(customers, "address:" + address, limits.addressPerMinute(), weight);
    }

    /** As {@link #findWaitOfAddress}, of looking for what is new: a page without a stream does so every few seconds. */
    Optional<Duration> findWaitOfReader(String address) {
        return wait(customers, "reader:" + address, limits.addressPerMinute() * READS_A_MESSAGE, 1);
    }

    private static Optional<Duration> wait(Map<String, Bucket> buckets, String key, int perMinute, int weight) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.computeIfAbsent(key, each -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1))).build())
                .tryConsumeAndReturnRemaining(Math.min(weight, perMinute));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
