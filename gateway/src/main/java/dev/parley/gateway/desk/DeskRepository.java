package dev.parley.gateway.desk;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the tables {@code desk_card} and {@code desk_reply}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeskRepository extends GenericRepository<DeskCard, Long> {

    /**
     * Handoffs of which a desk shows less than there is: those that nobody was shown first. In two parts, each by an index: it is
     * asked twice a second, and most handoffs were resolved long ago.
     *
     * @param since those that were resolved before are left as they are shown
     */
    @Query("""
            SELECT id FROM (
                SELECT h.id, CASE WHEN d.handoff_id IS NULL THEN 0 ELSE 1 END AS place FROM handoff h
                JOIN conversation c ON c.id = h.conversation_id
                LEFT JOIN desk_card d ON d.handoff_id = h.id
                WHERE h.state IN ('OPEN', 'CLAIMED') AND (d.handoff_id IS NULL OR (d.next_attempt_at <= :now
                    AND (d.card_id IS NULL OR d.shown_seq < c.last_seq
                        OR d.shown_state <> CONCAT(h.state, ':', COALESCE(h.agent_name, ''), ':', h.team,
                            CASE WHEN h.state = 'CLAIMED' AND (SELECT t.type FROM transcript t
                                WHERE t.conversation_id = c.id AND t.seq = c.last_seq) = 'AGENT' THEN ' waits' ELSE '' END,
                            CASE WHEN h.snoozed_until IS NOT NULL THEN CONCAT(' snoozed',
                                CAST(FLOOR(EXTRACT(EPOCH FROM h.snoozed_until)) AS BIGINT)) ELSE '' END))))
                UNION ALL
                SELECT h.id, 1 AS place FROM handoff h JOIN desk_card d ON d.handoff_id = h.id
                WHERE h.state = 'RESOLVED' AND h.resolved_at >= :since AND d.next_attempt_at <= :now
                    AND (d.card_id IS NULL
                        OR d.shown_state <> CONCAT(h.state, ':', COALESCE(h.agent_name, ''), ':', h.team))) behind
            ORDER BY place, id FETCH FIRST 50 ROWS ONLY
            """)
    List<Long> listBehind(Instant now, Instant since);

    /** Handoffs that nobody was shown since then. */
    @Query("""
            SELECT h.id FROM handoff h LEFT JOIN desk_card d ON d.handoff_id = h.id
            WHERE h.state = 'OPEN' AND h.opened_at <= :since
              AND (d.handoff_id IS NULL OR d.card_id IS NULL)
            ORDER BY h.id FETCH FIRST 500 ROWS ONLY
            """)
    List<Long> listUndelivered(Instant since);

    /** Handoffs with a card that lacks what their customers wrote until then. */
    @Query("""
            SELECT h.id FROM handoff h JOIN desk_card d ON d.handoff_id = h.id
            WHERE h.state IN ('OPEN', 'CLAIMED') AND d.card_id IS NOT NULL AND EXISTS (SELECT 1 FROM transcript t
                WHERE t.conversation_id = h.conversation_id AND t.seq > d.shown_seq AND t.type = 'CUSTOMER'
                AND t.said_at <= :since)
            ORDER BY h.id FETCH FIRST 500 ROWS ONLY
            """)
    List<Long> listLagging(Instant since);

    @Query("""
            SELECT d.* FROM desk_card d JOIN handoff h ON h.id = d.handoff_id
            WHERE d.desk = :desk AND d.card_id IS NOT NULL AND h.state IN ('OPEN', 'CLAIMED')
            ORDER BY d.handoff_id DESC FETCH FIRST 200 ROWS ONLY
            """)
    List<DeskCard> listOpen(String desk);

    Optional<DeskCard> findByHandoffId(long handoffId);

    /** Cards that still show something of a forgotten customer. */
    @Query("SELECT * FROM desk_card WHERE forgotten ORDER BY handoff_id FETCH FIRST 50 ROWS ONLY")
    List<DeskCard> listForgotten();

    @Query("UPDATE desk_card SET forgotten = FALSE WHERE handoff_id = :handoffId")
    void updateCleared(long handoffId);

    /** Of several that share a card, because the customer came back, the last one. */
    @Query("""
            SELECT handoff_id FROM desk_card WHERE desk = :desk AND destination = :destination AND card_id = :cardId
            ORDER BY handoff_id DESC FETCH FIRST 1 ROWS ONLY
            """)
    Optional<Long> findHandoff(String desk, String destination, String cardId);

    @Query("""
            SELECT handoff_id FROM desk_former_card
            WHERE desk = :desk AND destination = :destination AND card_id = :cardId
            """)
    Optional<Long> findHandoffOfFormer(String desk, String destination, String cardId);

    @Query("""
            INSERT INTO desk_former_card (desk, destination, card_id, handoff_id)
            VALUES (:desk, :destination, :cardId, :handoffId) ON CONFLICT DO NOTHING
            """)
    void insertFormer(String desk, String destination, String cardId, long handoffId);

    @Query("SELECT desk, destination, card_id FROM desk_former_card WHERE handoff_id = :handoffId ORDER BY card_id")
    List<Former> listFormers(long handoffId);

    @Query("DELETE FROM desk_former_card WHERE handoff_id = :handoffId")
    void deleteFormers(long handoffId);

    /** There is another card now, below which nothing of it stands. */
    @Query("UPDATE desk_reply SET below = FALSE WHERE handoff_id = :handoffId")
    void updateElsewhere(long handoffId);

    /** Somebody deleted it: it is shown once more. */
    @Query("""
            UPDATE desk_card SET shown_state = '', next_attempt_at = :now
            WHERE desk = :desk AND destination = :destination AND card_id = :cardId
            """)
    void updateDeleted(String desk, String destination, String cardId, Instant now);

    /** The desk certainly has nothing of it. */
    @Query("UPDATE desk_card SET attempts = 0 WHERE handoff_id = :handoffId")
    void updateNotBegun(long handoffId);

    @Query("""
            SELECT count(*) FROM desk_card
            WHERE desk = :desk AND destination = :destination AND card_id IS NULL AND attempts > 0
            """)
    long countOpening(String desk, String destination);

    @Query("""
            INSERT INTO desk_card (handoff_id, desk, destination, card_id, shown_state, shown_seq, attempts,
                next_attempt_at)
            VALUES (:handoffId, :desk, :destination, NULL, '', 0, 0, :now)
            ON CONFLICT DO NOTHING
            """)
    long insertIfAbsent(long handoffId, String desk, String destination, Instant now);

    /** It goes on below the card of the one before, if that is where it belongs. */
    @Query("""
            UPDATE desk_card SET card_id = (SELECT f.card_id FROM desk_card f WHERE f.handoff_id = :former),
                shown_seq = (SELECT f.shown_seq FROM desk_card f WHERE f.handoff_id = :former)
            WHERE handoff_id = :handoffId AND EXISTS (SELECT 1 FROM desk_card f WHERE f.handoff_id = :former
                AND f.desk = :desk AND f.destination = :destination AND f.card_id IS NOT NULL)
            """)
    void adopt(long handoffId, long former, String desk, String destination);

    /** Its team works elsewhere: it is shown there from the beginning. */
    @Query("""
            UPDATE desk_card SET desk = :desk, destination = :destination, card_id = NULL, shown_state = '',
                shown_seq = 0, attempts = 0, next_attempt_at = :now
            WHERE handoff_id = :handoffId
            """)
    void updateMoved(long handoffId, String desk, String destination, Instant now);

    @Query("UPDATE desk_card SET attempts = CASE WHEN attempts = 0 THEN 1 ELSE attempts END WHERE handoff_id = :handoffId")
    void updateBegun(long handoffId);

    /** @param before what it showed: nothing happens if that is not so any more, because somebody deleted it meanwhile */
    @Query("""
            UPDATE desk_card SET desk = :desk, destination = :destination, card_id = :cardId,
                shown_state = :shownState, shown_seq = :shownSeq, attempts = 0, next_attempt_at = :now
            WHERE handoff_id = :handoffId AND shown_state = :before
            """)
    void updateShown(long handoffId, String before, String desk, String destination, String cardId, String shownState,
            long shownSeq, Instant now);

    @Query("UPDATE desk_card SET next_attempt_at = :then WHERE handoff_id = :handoffId")
    void updateLater(long handoffId, Instant then);

    @Query("UPDATE desk_card SET next_attempt_at = :then, attempts = attempts + 1 WHERE handoff_id = :handoffId")
    void updateRefused(long handoffId, Instant then);

    @Query("""
            INSERT INTO desk_reply (origin, handoff_id, conversation_id, first_seq, last_seq, told)
            VALUES (:origin, :handoffId, 0, 0, 0, FALSE) ON CONFLICT DO NOTHING
            """)
    long insertReplyIfAbsent(String origin, long handoffId);

    @Query("""
            UPDATE desk_reply SET conversation_id = :conversationId, first_seq = :firstSeq, last_seq = :lastSeq
            WHERE origin = :origin
            """)
    void updateReply(String origin, long conversationId, long firstSeq, long lastSeq);

    @Query("SELECT handoff_id, conversation_id, first_seq, last_seq FROM desk_reply WHERE origin = :origin AND last_seq > 0")
    Optional<Reply> findReply(String origin);

    /**
     * Changes of a reply that were made, this one and later ones.
     *
     * @param pattern of all of them
     */
    @Query("SELECT count(*) FROM desk_reply WHERE origin LIKE :pattern AND origin >= :change")
    long countChanges(String pattern, String change);

    /** What was said of a reply later, where it could not be changed itself. */
    @Query("""
            SELECT handoff_id, conversation_id, first_seq, last_seq FROM desk_reply
            WHERE origin LIKE :pattern AND last_seq > 0
            """)
    List<Reply> listChanges(String pattern);

    /** Whether the channel takes it is to be told anew. */
    @Query("UPDATE desk_reply SET told = FALSE WHERE origin = :origin")
    void updateUntold(String origin);

    /** What was sent off by a form stands nowhere yet. */
    @Query("""
            SELECT count(*) FROM desk_reply WHERE handoff_id = :handoffId AND first_seq <= :seq AND last_seq >= :seq
              AND below AND origin NOT LIKE '%_view_%'
            """)
    long countReplies(long handoffId, long seq);

    @Query("SELECT count(*) FROM desk_reply WHERE origin = :origin")
    long countOrigins(String origin);

    /** Replies of which it is known by now whether the channel took them. */
    @Query("""
            SELECT r.origin, d.desk, d.destination, d.card_id, r.queued,
                (SELECT count(*) FROM outbox o WHERE o.conversation_id = r.conversation_id AND o.seq >= r.first_seq
                 AND o.seq <= r.last_seq AND o.state = 'REJECTED') AS refused,
                (SELECT min(o.error) FROM outbox o WHERE o.conversation_id = r.conversation_id AND o.seq >= r.first_seq
                 AND o.seq <= r.last_seq AND o.state = 'REJECTED') AS error
            FROM desk_reply r JOIN desk_card d ON d.handoff_id = r.handoff_id
            WHERE r.told = FALSE AND r.last_seq > 0 AND d.card_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM outbox o WHERE o.conversation_id = r.conversation_id AND o.seq >= r.first_seq
                AND o.seq <= r.last_seq AND o.state = 'PENDING')
            FETCH FIRST 50 ROWS ONLY
            """)
    List<Fate> listFates();

    /** Replies that their channel has not taken since then, and whose agents do not know. */
    @Query("""
            SELECT r.origin, d.desk, d.destination, d.card_id, r.queued, 0 AS refused, NULL AS error
            FROM desk_reply r JOIN desk_card d ON d.handoff_id = r.handoff_id
            WHERE r.told = FALSE AND r.queued = FALSE AND r.last_seq > 0 AND d.card_id IS NOT NULL AND EXISTS (
                SELECT 1 FROM outbox o JOIN transcript t ON t.conversation_id = o.conversation_id AND t.seq = o.seq
                WHERE o.conversation_id = r.conversation_id AND o.seq >= r.first_seq
                AND o.seq <= r.last_seq AND o.state = 'PENDING' AND t.said_at < :since)
            FETCH FIRST 50 ROWS ONLY
            """)
    List<Fate> listWaiting(Instant since);

    @Query("UPDATE desk_reply SET queued = TRUE WHERE origin = :origin")
    void updateQueued(String origin);

    @Query("UPDATE desk_reply SET told = TRUE, queued = FALSE WHERE origin = :origin")
    void updateTold(String origin);

    @Query("SELECT origin FROM desk_reply WHERE origin = :origin FOR UPDATE")
    Optional<String> lockReply(String origin);

    /** What became of it was told, unless something else has become of it since: the agent sent it again at once. */
    @Query("""
            UPDATE desk_reply SET told = TRUE, queued = FALSE WHERE origin = :origin
              AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = desk_reply.conversation_id
                  AND o.seq >= desk_reply.first_seq AND o.seq <= desk_reply.last_seq AND o.state = 'PENDING')
              AND (SELECT count(*) FROM outbox o WHERE o.conversation_id = desk_reply.conversation_id
                  AND o.seq >= desk_reply.first_seq AND o.seq <= desk_reply.last_seq AND o.state = 'REJECTED') = :refused
            """)
    void updateTold(String origin, long refused);

    /** A card that is shown no longer. */
    @Introspected
    record Former(String desk, String destination, String cardId) {}

    /** Which lines a reply is. */
    @Introspected
    record Reply(long handoffId, long conversationId, long firstSeq, long lastSeq) {}

    /**
     * What became of a reply.
     *
     * @param queued whether the agent was told that it waits
     */
    @Introspected
    record Fate(String origin, String desk, String destination, String cardId, boolean queued, long refused,
            @Nullable String error) {}
}
