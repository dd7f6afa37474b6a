package dev.parley.gateway.handoff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL on the table {@code handoff_event}, and the looks for what is due. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HandoffEvents extends GenericRepository<HandoffEvent, Long> {

    /** @return 1; 0 when it had happened before */
    @Query("""
            INSERT INTO handoff_event (handoff_id, kind, once_key, happened_at, person, remark, mention, told,
                noticed)
            VALUES (:handoffId, :kind, :onceKey, :happenedAt, :person, :remark, :mention, :told, FALSE)
            ON CONFLICT DO NOTHING
            """)
    long insertOnce(long handoffId, String kind, String onceKey, Instant happenedAt, @Nullable String person,
            @Nullable String remark, @Nullable String mention, boolean told);

    /** @return false when it had happened before */
    default boolean addOnce(HandoffEvent event) {
        return insertOnce(event.handoffId(), event.kind().name(), event.onceKey(), event.happenedAt(), event.person(),
                event.remark(), event.mention(), event.told()) == 1;
    }

    /** In order. */
    List<HandoffEvent> findByHandoffIdOrderById(long handoffId);

    /** What desks have not shown yet, of handoffs that have a card, the oldest first. */
    @Query("""
            SELECT e.* FROM handoff_event e JOIN desk_card d ON d.handoff_id = e.handoff_id
            WHERE e.told = FALSE AND d.card_id IS NOT NULL
            ORDER BY e.id FETCH FIRST 50 ROWS ONLY
            """)
    List<HandoffEvent> listUntold();

    /** The desk has shown the remark. */
    @Query("UPDATE handoff_event SET told = TRUE WHERE id = :id")
    void updateTold(long id);

    /** What other systems have not been told yet, the oldest first. */
    @Query("SELECT * FROM handoff_event WHERE noticed = FALSE ORDER BY id FETCH FIRST 100 ROWS ONLY")
    List<HandoffEvent> listUnnoticed();

    /** They are told. */
    @Query("UPDATE handoff_event SET noticed = TRUE WHERE id = :id")
    void updateNoticed(long id);

    /** Nobody is to be told of what happened so far. */
    @Query("UPDATE handoff_event SET noticed = TRUE WHERE noticed = FALSE")
    void updateAllNoticed();

    /**
     * Handoffs that nobody of their team has claimed since then and to which something has not happened since they have it.
     *
     * @param behind only of higher ids
     * @param awake those that are put off for longer are left out
     * @param byPeople whether only what people moved counts as a new beginning
     */
    @Query("""
            SELECT h.id FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.id > :behind AND h.state = 'OPEN' AND h.opened_at <= :since AND (h.snoozed_until IS NULL OR h.snoozed_until <= :awake)
              AND c.channel <> 'drill'
              AND NOT EXISTS (SELECT 1 FROM handoff_event e WHERE e.handoff_id = h.id
                  AND (e.once_key = :onceKey
                      OR e.once_key LIKE CONCAT(CAST(:onceKey AS VARCHAR(100)), ':', h.team, '%')
                      AND e.happened_at >= COALESCE((SELECT max(p.happened_at) FROM handoff_event p
                          WHERE p.handoff_id = h.id AND p.kind = 'MOVED' AND p.remark IS NOT NULL
                          AND (:byPeople = FALSE OR p.person IS NOT NULL)), h.opened_at)))
              AND NOT EXISTS (SELECT 1 FROM handoff_event m WHERE m.handoff_id = h.id AND m.kind = 'MOVED'
                  AND m.happened_at > :since)
            ORDER BY h.id FETCH FIRST 200 ROWS ONLY
            """)
    List<Long> listWaiting(long behind, Instant since, Instant awake, String onceKey, boolean byPeople);

    /** Handoffs that were put off until now. */
    @Query("""
            SELECT id FROM handoff WHERE state IN ('OPEN', 'CLAIMED') AND snoozed_until <= :now
            ORDER BY id FETCH FIRST 200 ROWS ONLY
            """)
    List<Long> listAwake(Instant now);

    /** Claimed handoffs in which somebody may have been waited for since then, and of which leads do not know yet. */
    @Query("""
            SELECT h.id FROM handoff h JOIN conversation c ON c.id = h.conversation_id
            WHERE h.id > :behind AND h.state = 'CLAIMED' AND h.claimed_at <= :since AND c.channel <> 'drill'
              AND (h.snoozed_until IS NULL OR h.snoozed_until <= :now)
              AND NOT EXISTS (SELECT 1 FROM handoff_event e WHERE e.handoff_id = h.id
                  AND e.once_key LIKE 'ABANDONED%' AND e.happened_at >= h.claimed_at
                  AND e.happened_at >= COALESCE((SELECT max(b.said_at) FROM transcript b
                      WHERE b.conversation_id = c.id AND b.type = 'AGENT'), h.claimed_at))
              AND EXISTS (SELECT 1 FROM transcript t WHERE t.conversation_id = c.id AND t.said_at <= :since
                  AND (t.seq = c.last_seq OR t.type = 'CUSTOMER' AND t.seq > COALESCE((SELECT max(a.seq)
                      FROM transcript a WHERE a.conversation_id = c.id AND a.type = 'AGENT'), 0)))
            ORDER BY h.id FETCH FIRST 200 ROWS ONLY
            """)
    List<Long> listSilent(long behind, Instant since, Instant now);
}
