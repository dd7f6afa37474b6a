package dev.parley.connectors.channel;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * How fast a platform may be sent to: at each place, in all, and not at all for as long as it says. Thread-safe.
 *
 * @param <P> names a place
 */
public final class Pace<P> {

    /** Who has been silent longest is forgotten first, and then may be sent to at once. */
    private static final int PLACES = 20_000;

    private final List<Bucket> inAll;
    private final Function<P, Bucket> bucketOf;
    private final Map<P, Bucket> places = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<P, Bucket> eldest) {
            return size() > PLACES;
        }
    });
    private final AtomicLong silentUntilNanos = new AtomicLong(System.nanoTime());

    /**
     * @param bucketOf makes a place's own bucket
     * @param inAll what bounds all places together
     */
    public Pace(Function<P, Bucket> bucketOf, Bucket... inAll) {
        this.bucketOf = bucketOf;
        this.inAll = List.of(inAll);
    }

    /**
     * Messages at a steady rate.
     *
     * @param burst so many may go at once
     */
    public static Bucket bucket(long burst, long messages, Duration period) {
        return Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(messages, period)).build();
    }

    /** @return how long to wait; empty when one message may go now, which then counts */
    public Optional<Duration> findWait(P place) {
        long silence = silentUntilNanos.get() - System.nanoTime();
        if (silence > 0) {
            return Optional.of(Duration.ofNanos(silence));
        }
        Optional<Duration> own = wait(places.computeIfAbsent(place, bucketOf));
        return own.isPresent() ? own : inAll.stream().flatMap(bucket -> wait(bucket).stream()).findFirst();
    }

    /** The platform wants to be left alone: nothing goes out for so long, or for as long as it wanted before. */
    public void beSilent(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        silentUntilNanos.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
    }

    /** Whether it wants to be left alone now. */
    public boolean isSilent() {
        return silentUntilNanos.get() - System.nanoTime() > 0;
    }

    private static Optional<Duration> wait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
