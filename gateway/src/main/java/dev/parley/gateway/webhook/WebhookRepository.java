package dev.parley.gateway.webhook;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the table {@code webhook_delivery}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRepository extends GenericRepository<WebhookDelivery, Long> {

    WebhookDelivery save(WebhookDelivery delivery);

    /** Of each subject the oldest that was not taken yet, if it is time. */
    @Query("""
            SELECT d.* FROM webhook_delivery d
            WHERE d.state = 'PENDING' AND d.url = :url AND d.next_attempt_at <= :now AND NOT EXISTS (
                SELECT 1 FROM webhook_delivery e
                WHERE e.state = 'PENDING' AND e.subject = d.subject AND e.url = d.url AND e.id < d.id)
            ORDER BY d.id FETCH FIRST 50 ROWS ONLY
            """)
    List<WebhookDelivery> listDue(String url, Instant now);

    @Query("""
            UPDATE webhook_delivery SET state = :state, attempts = attempts + 1, next_attempt_at = :next, error = :error
            WHERE id = :id
            """)
    void updateTried(long id, String state, Instant next, @Nullable String error);

    @Query("""
            UPDATE webhook_delivery SET state = 'PENDING', next_attempt_at = :now
            WHERE id = :id AND state <> 'DELIVERED'
            """)
    long updateAgain(long id, Instant now);

    @Query("DELETE FROM webhook_delivery WHERE created_at < :before")
    void deleteOld(Instant before);

    @Query("""
            SELECT * FROM webhook_delivery WHERE state <> 'DELIVERED' ORDER BY id DESC FETCH FIRST 100 ROWS ONLY
            """)
    List<WebhookDelivery> listUntaken();

    @Query("""
            SELECT count(*) AS waiting, min(created_at) AS oldest FROM webhook_delivery
            WHERE url = :url AND state = 'PENDING'
            """)
    Waiting countWaiting(String url);

    /** How a message about a subject fared, by address. */
    @Query("SELECT * FROM webhook_delivery WHERE subject = :subject AND type = :type ORDER BY id")
    List<WebhookDelivery> listBySubject(String subject, String type);

    Optional<WebhookDelivery> findById(Long id);

    /** How much waits for an address. */
    @Introspected
    record Waiting(long waiting, @Nullable Instant oldest) {}
}
