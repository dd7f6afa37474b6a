package dev.parley.gateway.conversation;

import dev.parley.gateway.config.ParleyConfig;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who of several replicas does what only one may do. A holder that was paused finds out at its next call, or, where it stores
 * something, by its {@linkplain #guard fencing token}. Thread-safe.
 */
@Singleton
public class Leases {

    private final LeaseRepository leases;
    private final Clock clock;
    private final boolean isAlone;
    private final String owner = UUID.randomUUID().toString();

    Leases(LeaseRepository leases, ParleyConfig config, Clock clock) {
        this.isAlone = config.database().url() == null;
        this.leases = leases;
        this.clock = clock;
    }

    /**
     * A lease that somebody has, or had.
     *
     * @param token another one for each holder after another
     */
    public record Held(String name, long token) {}

    /** As {@link #take}; empty when another replica has it. */
    public Optional<Held> hold(String name, Duration duration) {
        return take(name, duration)
                ? isAlone ? Optional.of(new Held(name, 0)) : leases.findToken(name, owner).map(t -> new Held(name, t))
                : Optional.empty();
    }

    /**
     * In a transaction, before anything is stored: nobody takes over until it ends.
     *
     * @throws IllegalStateException when somebody took over
     */
    public void guard(Held held) {
        if (!isAlone && leases.lockToken(held.name(), held.token()).isEmpty()) {
            throw new IllegalStateException("another replica has '" + held.name() + "' by now");
        }
    }

    /**
     * Takes it, or renews it.
     *
     * @return whether this replica has it now
     */
    public boolean take(String name, Duration duration) {
        if (isAlone) {
            // Nobody else can use the embedded database; after a crash nobody's lease need be waited for.
            return true;
        }
        Instant now = clock.instant();
        leases.insertIfAbsent(name, owner, now);
        return leases.updateIfFree(name, owner, now, now.plus(duration)) == 1;
    }

    /** At a clean end nobody need wait until they expire. */
    @PreDestroy
    void release() {
        if (!isAlone) {
            leases.updateExpired(owner, clock.instant());
        }
    }

    /** SQL on the table {@code lease}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface LeaseRepository extends GenericRepository<OutboxRow, Long> {

        @Query("INSERT INTO lease (name, owner, expires_at) VALUES (:name, :owner, :now) ON CONFLICT DO NOTHING")
        void insertIfAbsent(String name, String owner, Instant now);

        @Query("""
                UPDATE lease SET token = CASE WHEN owner = :owner THEN token ELSE token + 1 END, owner = :owner,
                    expires_at = :until
                WHERE name = :name AND (owner = :owner OR expires_at <= :now)
                """)
        long updateIfFree(String name, String owner, Instant now, Instant until);

        @Query("SELECT token FROM lease WHERE name = :name AND owner = :owner")
        Optional<Long> findToken(String name, String owner);

        @Query("SELECT token FROM lease WHERE name = :name AND token = :token FOR SHARE")
        Optional<Long> lockToken(String name, long token);

        @Query("UPDATE lease SET expires_at = :now WHERE owner = :owner")
        void updateExpired(String owner, Instant now);
    }
}
