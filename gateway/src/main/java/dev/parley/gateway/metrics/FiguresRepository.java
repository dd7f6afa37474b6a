package dev.parley.gateway.metrics;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The counts that the figures are made of. Cohorts are turns and conversations that started in [from, to), but for drills. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FiguresRepository extends GenericRepository<TurnOutcome, Long> {

    @Query("""
            SELECT category, channel, language, count(*) AS turns,
                sum(CASE WHEN reached_retrieval THEN 1 ELSE 0 END) AS retrieved,
                sum(CASE WHEN decision = 'ANSWER' THEN 1 ELSE 0 END) AS answered,
                sum(CASE WHEN decision = 'CLARIFY' THEN 1 ELSE 0 END) AS clarified,
                coalesce(sum((SELECT count(*) FROM handoff h WHERE h.turn_id = turn.id)), 0) AS handoffs
            FROM turn
            WHERE accepted_at >= :from AND accepted_at < :to AND channel <> 'drill'
            GROUP BY category, channel, language
            """)
    List<TurnCount> countTurns(Instant from, Instant to);

    @Query("""
            SELECT channel, language, count(*) AS conversations,
                sum(CASE WHEN handoffs > 0 THEN 1 ELSE 0 END) AS escalated,
                sum(CASE WHEN closed THEN 1 ELSE 0 END) AS closed,
                sum(CASE WHEN closed AND waiting = 0 AND last_answer_unhelpful = 0 THEN 1 ELSE 0 END) AS resolved,
                sum(CASE WHEN closed AND answers > 0 AND handoffs = 0 THEN 1 ELSE 0 END) AS deflected
            FROM (
                SELECT c.channel, c.language,
                    (c.resolved_at IS NOT NULL OR c.last_activity_at < :silentSince) AS closed,
                    (SELECT count(*) FROM turn t WHERE t.conversation_id = c.id AND t.decision = 'ANSWER') AS answers,
                    (SELECT count(*) FROM handoff h WHERE h.conversation_id = c.id) AS handoffs,
                    (SELECT count(*) FROM handoff h WHERE h.conversation_id = c.id AND h.state <> 'RESOLVED')
                        AS waiting,
                    (SELECT count(*) FROM feedback f
                     WHERE NOT f.helpful AND f.turn_id = (SELECT max(t.id) FROM turn t
                         WHERE t.conversation_id = c.id AND t.decision = 'ANSWER')) AS last_answer_unhelpful
                FROM conversation c
                WHERE c.started_at >= :from AND c.started_at < :to AND c.channel <> 'drill'
                    AND EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = c.id AND i.seq > 0)
            ) counted
            GROUP BY channel, language
            """)
    List<ConversationCount> countConversations(Instant from, Instant to, Instant silentSince);

    @Query("""
            SELECT h.reason, count(*) AS handoffs FROM handoff h JOIN turn t ON t.id = h.turn_id
            WHERE t.accepted_at >= :from AND t.accepted_at < :to AND t.channel <> 'drill'
            GROUP BY h.reason
            """)
    List<ReasonCount> countReasons(Instant from, Instant to);

    @Query("""
            SELECT coalesce(sum(CASE WHEN f.helpful THEN 1 ELSE 0 END), 0) AS helpful,
                coalesce(sum(CASE WHEN f.helpful THEN 0 ELSE 1 END), 0) AS unhelpful
            FROM feedback f JOIN turn t ON t.id = f.turn_id
            WHERE t.accepted_at >= :from AND t.accepted_at < :to AND t.channel <> 'drill'
            """)
    FeedbackCount countFeedback(Instant from, Instant to);

    /**
     * Drafts that an agent's first reply was held against, and answers that somebody judged; and those of them that were
     * replaced, or wrong.
     */
    @Query("""
            SELECT count(*) AS judged, coalesce(sum(replaced), 0) AS replaced FROM (
                SELECT CASE WHEN h.draft_agreement < :replacedBelow THEN 1 ELSE 0 END AS replaced
                FROM handoff h JOIN turn t ON t.id = h.turn_id
                WHERE t.accepted_at >= :from AND t.accepted_at < :to AND t.channel <> 'drill'
                  AND h.draft_agreement IS NOT NULL
                UNION ALL
                SELECT CASE WHEN j.article_id = t.article_id OR EXISTS (SELECT 1 FROM transcript l
                    WHERE l.turn_id = t.id AND l.article_id = j.article_id) THEN 0 ELSE 1 END AS replaced
                FROM judgement j JOIN turn t ON t.id = j.turn_id
                WHERE t.accepted_at >= :from AND t.accepted_at < :to AND t.channel <> 'drill' AND t.decision = 'ANSWER'
            ) AS verdicts
            """)
    DraftCount countDrafts(Instant from, Instant to, double replacedBelow);

    /** By the agent who had the handoff when it was rated. */
    @Query("""
            SELECT r.agent_name AS agent, count(*) AS ratings,
                sum(CASE WHEN r.score >= 4 THEN 1 ELSE 0 END) AS satisfied
            FROM rating r JOIN handoff h ON h.id = r.handoff_id JOIN turn t ON t.id = h.turn_id
            WHERE t.accepted_at >= :from AND t.accepted_at < :to AND t.channel <> 'drill'
            GROUP BY r.agent_name
            """)
    List<RatingCount> countRatings(Instant from, Instant to);

    /** Milliseconds from each conversation's first message to its first reply, sorted. */
    @Query("""
            SELECT CAST(extract(EPOCH FROM (first_reply_at - started_at)) * 1000 AS BIGINT) AS millis
            FROM conversation
            WHERE started_at >= :from AND started_at < :to AND channel <> 'drill' AND first_reply_at IS NOT NULL
            ORDER BY 1
            """)
    List<Long> listFirstResponseMillis(Instant from, Instant to);
}
