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
import java.util.UUID;

/**
 * Who of several replicas does what only one may do. A holder that was paused finds out at its next call; what it did
 * meanwhile is harmless, because every event is stored once whoever delivers it. Thread-safe.
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
                UPDATE lease SET owner = :owner, expires_at = :until
                WHERE name = :name AND (owner = :owner OR expires_at <= :now)
                """)
        long updateIfFree(String name, String owner, Instant now, Instant until);

        @Query("UPDATE lease SET expires_at = :now WHERE owner = :owner")
        void updateExpired(String owner, Instant now);
    }
}
