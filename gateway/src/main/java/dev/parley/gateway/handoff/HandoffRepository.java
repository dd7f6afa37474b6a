package dev.parley.gateway.handoff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code handoff}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HandoffRepository extends GenericRepository<Handoff, Long> {

    /** The message that led there; where it was a mere wish for a person, what was asked before it. */
    String QUESTION = """
            COALESCE(
                (SELECT q.text FROM turn q
                 WHERE q.conversation_id = h.conversation_id AND q.id <= h.turn_id
                   AND (q.reached_retrieval OR q.id = h.turn_id AND h.reason <> 'customer_request')
                 ORDER BY q.id DESC FETCH FIRST 1 ROWS ONLY),
                (SELECT q.text FROM turn q WHERE q.id = h.turn_id)) AS question
            """;

    Handoff save(Handoff handoff);

    void update(Handoff handoff);

    Optional<Handoff> findById(Long id);

    /** The last one that a person closed for the same customer since then. */
    @Query("""
            SELECT * FROM handoff
            WHERE conversation_id = :conversationId AND state = 'RESOLVED' AND outcome = 'RESOLVED'
              AND agent_name IS NOT NULL AND resolved_at >= :since
            ORDER BY id DESC FETCH FIRST 1 ROWS ONLY
            """)
    Optional<Handoff> findFormer(long conversationId, Instant since);

    @Query("""
            SELECT * FROM handoff WHERE conversation_id = :conversationId ORDER BY id DESC FETCH FIRST 1 ROWS ONLY
            """)
    Optional<Handoff> findLast(long conversationId);

    @Query("""
            SELECT count(*) AS handoffs, min(h.opened_at) AS oldest
            FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.state = :state AND c.channel <> 'drill'
            """)
    HandoffCount count(String state);

    /** Those of a team that wait with one of these priorities. */
    @Query("""
            SELECT count(*) FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.state = 'OPEN' AND h.team = :team AND h.priority IN (:priorities) AND c.channel <> 'drill'
            """)
    long countOpen(String team, List<String> priorities);

    /** Claimed ones that nobody has answered yet, and of which nothing was said because of that. */
    @Query("""
            SELECT h.* FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.id > :behind AND h.state = 'CLAIMED' AND c.channel <> 'drill'
              AND NOT EXISTS (SELECT 1 FROM transcript t WHERE t.conversation_id = c.id AND t.type = 'AGENT'
                  AND t.said_at >= h.opened_at)
              AND NOT EXISTS (SELECT 1 FROM handoff_event e WHERE e.handoff_id = h.id AND e.once_key = :onceKey)
            ORDER BY h.id FETCH FIRST 200 ROWS ONLY
            """)
    List<Handoff> listUnanswered(long behind, String onceKey);

    /** Open ones of a channel, from before then. */
    @Query("""
            SELECT h.* FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.state <> 'RESOLVED' AND c.channel = :channel AND h.opened_at < :before
            ORDER BY h.id FETCH FIRST 200 ROWS ONLY
            """)
    List<Handoff> listOld(String channel, Instant before);

    /** Whoever wrote a line at a desk is to be told anew whether it arrived. */
    @Query("""
            UPDATE desk_reply SET told = FALSE
            WHERE conversation_id = :conversationId AND first_seq <= :seq AND last_seq >= :seq
            """)
    void updateReplyUntold(long conversationId, long seq);

    /** Those that nobody took, or whoever took them answered, in the time that was promised. */
    @Query("""
            SELECT count(*) AS handoffs, min(h.opened_at) AS oldest
            FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.state IN ('OPEN', 'CLAIMED') AND h.due_at < :now AND c.channel <> 'drill' AND (h.state = 'OPEN'
                OR NOT EXISTS (SELECT 1 FROM transcript t WHERE t.conversation_id = c.id AND t.type = 'AGENT'
                    AND t.said_at >= h.opened_at))
            """)
    HandoffCount countOverdue(Instant now);

    /** Urgent first, then the longest waiting. */
    @Query("""
            SELECT h.id, h.state, h.reason, h.rule, h.category, h.priority, h.opened_at, h.claimed_at, h.resolved_at,
                h.agent_name, h.outcome, h.team, h.due_at, c.channel, c.language, c.customer_id, c.customer_name,
                (SELECT CASE WHEN t.text = '' THEN CONCAT('📎 ', a.name) ELSE t.text END
                 FROM transcript t LEFT JOIN attachment a ON a.id = t.attachment_id
                 WHERE t.conversation_id = h.conversation_id AND t.type = 'CUSTOMER'
                 ORDER BY t.seq DESC FETCH FIRST 1 ROWS ONLY) AS last_message,
                """ + QUESTION + """
            FROM (SELECT * FROM handoff WHERE state = :state
                ORDER BY CASE priority WHEN 'URGENT' THEN 0 WHEN 'HIGH' THEN 1 ELSE 2 END, id
                FETCH FIRST 500 ROWS ONLY) h
            JOIN conversation c ON c.id = h.conversation_id
            ORDER BY CASE h.priority WHEN 'URGENT' THEN 0 WHEN 'HIGH' THEN 1 ELSE 2 END, h.id
            """)
    List<HandoffSummary> listWaiting(String state);

    /** The newest first. Chosen before anything else is looked up for them. */
    @Query("""
            SELECT h.id, h.state, h.reason, h.rule, h.category, h.priority, h.opened_at, h.claimed_at, h.resolved_at,
                h.agent_name, h.outcome, h.team, h.due_at, c.channel, c.language, c.customer_id, c.customer_name,
                (SELECT CASE WHEN t.text = '' THEN CONCAT('📎 ', a.name) ELSE t.text END
                 FROM transcript t LEFT JOIN attachment a ON a.id = t.attachment_id
                 WHERE t.conversation_id = h.conversation_id AND t.type = 'CUSTOMER'
                 ORDER BY t.seq DESC FETCH FIRST 1 ROWS ONLY) AS last_message,
                """ + QUESTION + """
            FROM (SELECT * FROM handoff WHERE state = 'RESOLVED'
                ORDER BY resolved_at DESC, id DESC FETCH FIRST 500 ROWS ONLY) h
            JOIN conversation c ON c.id = h.conversation_id
            ORDER BY h.resolved_at DESC, h.id DESC
            """)
    List<HandoffSummary> listResolved();
}
