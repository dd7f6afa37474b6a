package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the table {@code outbox}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRow, Long> {

    OutboxRow save(OutboxRow row);

    void update(OutboxRow row);

    void deleteById(Long id);

    @Query("""
            UPDATE outbox SET state = :state, next_attempt_at = :nextAttemptAt, settled_at = :settledAt,
                external_id = :externalId, error = :error, sending_since = :sendingSince, amendment = :amendment
            WHERE id = :id AND attempts = :attempts AND state = 'PENDING'
            """)
    long updateSettled(long id, int attempts, String state, Instant nextAttemptAt, @Nullable Instant settledAt,
            @Nullable String externalId, @Nullable String error, @Nullable Instant sendingSince,
            @Nullable String amendment);

    /**
     * Ends the attempt that the row was marked for.
     *
     * @return false, and nothing is stored, when another attempt began since, or the line was erased
     */
    default boolean settle(OutboxRow row) {
        return updateSettled(row.key(), row.attempts(), row.state().name(), row.nextAttemptAt(), row.settledAt(),
                row.externalId(), row.error(), row.sendingSince(),
                row.amendment() == null ? null : row.amendment().name()) == 1;
    }

    @Query("""
            UPDATE outbox SET state = 'PENDING', next_attempt_at = :now, settled_at = NULL, error = NULL
            WHERE conversation_id = :conversationId AND seq >= :first AND seq <= :last AND state = 'REJECTED'
            """)
    long updateAgain(long conversationId, long first, long last, Instant now);

    /** Until the transaction ends nobody sends it. */
    @Query("SELECT * FROM outbox WHERE conversation_id = :conversationId AND seq = :seq FOR UPDATE")
    Optional<OutboxRow> lock(long conversationId, long seq);

    @Query("UPDATE outbox SET next_attempt_at = :now WHERE state = 'PENDING' AND sending_since IS NOT NULL")
    long breakOff(Instant now);

    @Query("""
            SELECT * FROM outbox WHERE conversation_id = :conversationId AND state = 'PENDING'
            ORDER BY id FETCH FIRST 1 ROWS ONLY
            """)
    Optional<OutboxRow> findHead(long conversationId);

    @Query("SELECT * FROM outbox WHERE id = :id AND state = 'PENDING' FOR UPDATE SKIP LOCKED")
    Optional<OutboxRow> lockPending(long id);

    @Query("""
            SELECT c.channel, count(CASE WHEN o.state = 'PENDING' THEN 1 END) AS waiting,
                min(CASE WHEN o.state = 'PENDING' THEN o.next_attempt_at END) AS oldest_at,
                sum(o.uncertain) AS uncertain, count(CASE WHEN o.state = 'REJECTED' THEN 1 END) AS refused
            FROM outbox o JOIN conversation c ON c.id = o.conversation_id
            GROUP BY c.channel
            """)
    List<OutboxQueue> listQueues();

    /** What the channel has not taken, in order. */
    @Query("""
            SELECT seq, CASE WHEN state = 'REJECTED' THEN TRUE ELSE FALSE END AS is_refused, error FROM outbox
            WHERE conversation_id = :conversationId AND state <> 'SENT' ORDER BY seq
            """)
    List<Undelivered> listUndelivered(long conversationId);

    @Query("SELECT DISTINCT conversation_id FROM outbox WHERE state = 'PENDING' AND next_attempt_at <= :now")
    List<Long> listDueConversations(Instant now);
}
