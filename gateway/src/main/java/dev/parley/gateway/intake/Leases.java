package dev.parley.gateway.intake;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
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
class Leases {

    private final LeaseRepository leases;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    Leases(LeaseRepository leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /** @return whether this replica has it now */
    boolean take(String name, Duration duration) {
        Instant now = clock.instant();
        leases.insertIfAbsent(name, owner, now);
        return leases.updateIfFree(name, owner, now, now.plus(duration)) == 1;
    }

    /** SQL on the table {@code lease}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface LeaseRepository extends GenericRepository<UnreadableRow, Long> {

        @Query("INSERT INTO lease (name, owner, expires_at) VALUES (:name, :owner, :now) ON CONFLICT DO NOTHING")
        void insertIfAbsent(String name, String owner, Instant now);

        @Query("""
                UPDATE lease SET owner = :owner, expires_at = :until
                WHERE name = :name AND (owner = :owner OR expires_at <= :now)
                """)
        long updateIfFree(String name, String owner, Instant now, Instant until);
    }
}
