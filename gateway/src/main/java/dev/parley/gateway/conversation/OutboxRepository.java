package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code outbox}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRow, Long> {

    OutboxRow save(OutboxRow row);

    void update(OutboxRow row);

    @Query("""
            SELECT * FROM outbox WHERE conversation_id = :conversationId AND state = 'PENDING'
            ORDER BY id FETCH FIRST 1 ROWS ONLY
            """)
    Optional<OutboxRow> findHead(long conversationId);

    @Query("SELECT * FROM outbox WHERE id = :id AND state = 'PENDING' FOR UPDATE SKIP LOCKED")
    Optional<OutboxRow> lockPending(long id);

    @Query("SELECT DISTINCT conversation_id FROM outbox WHERE state = 'PENDING' AND next_attempt_at <= :now")
    List<Long> listDueConversations(Instant now);
}
