package dev.parley.gateway.intake;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What platforms delivered and nobody can read: kept, so that it need not come again for ever. Thread-safe. */
@Singleton
class Unreadables {

    private static final Logger LOG = LoggerFactory.getLogger(Unreadables.class);
    /** Longer than any event of a platform that is not a mistake. */
    private static final int MAX_CHARACTERS = 100_000;

    private final UnreadableRepository rows;
    private final Clock clock;

    Unreadables(UnreadableRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void keep(String channel, String deliveryId, String payload, String why) {
        String text = CleanText.of(payload);
        rows.insertIfAbsent(channel, deliveryId, text.substring(0, Math.min(text.length(), MAX_CHARACTERS)), why,
                clock.instant());
        LOG.warn("an event of channel {} can't be read: {}; it is kept, see /api/v1/dead-letters", channel, why);
    }

    List<UnreadableRow> list() {
        return rows.list();
    }

    /** SQL on the table {@code unreadable}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface UnreadableRepository extends GenericRepository<UnreadableRow, Long> {

        @Query("""
                INSERT INTO unreadable (channel, delivery_id, payload, why, received_at)
                VALUES (:channel, :deliveryId, :payload, :why, :now) ON CONFLICT DO NOTHING
                """)
        void insertIfAbsent(String channel, String deliveryId, String payload, String why, Instant now);

        @Query("SELECT * FROM unreadable ORDER BY id DESC FETCH FIRST 200 ROWS ONLY")
        List<UnreadableRow> list();
    }
}
