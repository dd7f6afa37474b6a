package dev.parley.gateway;

import dev.parley.gateway.metrics.TurnOutcome;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** SQL on the table {@code follow_up}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FollowUpRepository extends GenericRepository<TurnOutcome, Long> {

    /** Answers of [from, until) that are the last line of their conversation, and that nobody judged or was asked about. */
    @Query("""
            SELECT t.conversation_id, t.id AS turn_id, c.last_seq AS seq
            FROM turn t JOIN conversation c ON c.id = t.conversation_id
            JOIN transcript l ON l.conversation_id = c.id AND l.seq = c.last_seq AND l.turn_id = t.id
            WHERE t.decided_at >= :from AND t.decided_at < :until AND t.decision = 'ANSWER'
              AND c.handler = 'BOT' AND t.channel IN (:channels)
              AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.turn_id = t.id)
              AND NOT EXISTS (SELECT 1 FROM follow_up u WHERE u.turn_id = t.id)
            ORDER BY t.id LIMIT :most
            """)
    List<Due> listDue(List<String> channels, Instant from, Instant until, int most);

    /** @return 1; 0 when the customer was asked before */
    @Query("INSERT INTO follow_up (turn_id, asked_at) VALUES (:turnId, :now) ON CONFLICT DO NOTHING")
    long insertIfAbsent(long turnId, Instant now);

    /** @param seq the answer's line */
    @Introspected
    record Due(long conversationId, long turnId, long seq) {}
}
