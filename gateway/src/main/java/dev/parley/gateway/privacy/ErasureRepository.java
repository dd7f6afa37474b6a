package dev.parley.gateway.privacy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** SQL that empties rows and keeps them for the counts. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasureRepository extends GenericRepository<Tombstone, Long> {

    Tombstone save(Tombstone tombstone);

    @Query("SELECT id FROM conversation WHERE customer_id = :customerId ORDER BY id")
    List<Long> listConversations(String customerId);

    @Query("""
            SELECT id FROM conversation WHERE last_activity_at < :before AND customer_id <> 'erased' AND id > :after
            ORDER BY id FETCH FIRST 100 ROWS ONLY
            """)
    List<Long> listSilentSince(Instant before, long after);

    /** Waits for the event that is being worked on; then nobody works on any until the transaction ends. */
    @Query("SELECT id FROM inbox WHERE conversation_id = :conversationId AND state = 'PENDING' ORDER BY id FOR UPDATE")
    List<Long> lockPending(long conversationId);

    @Query("DELETE FROM dead_letter WHERE inbox_id IN (SELECT id FROM inbox WHERE conversation_id = :conversationId)")
    void deleteDeadLetters(long conversationId);

    @Query("UPDATE inbox SET content = '', state = 'ERASED' WHERE conversation_id = :conversationId")
    void eraseInbox(long conversationId);

    @Query("SELECT id, delivery_id FROM inbox WHERE conversation_id = :conversationId")
    List<Delivery> listDeliveries(long conversationId);

    @Query("UPDATE inbox SET delivery_id = :deliveryId WHERE id = :id")
    void updateDelivery(long id, String deliveryId);

    /** A platform's id of an event. */
    @Introspected
    record Delivery(long id, String deliveryId) {}

    @Query("DELETE FROM outbox WHERE conversation_id = :conversationId")
    void deleteOutbox(long conversationId);

    @Query("DELETE FROM webhook_delivery WHERE conversation_id = :conversationId")
    void deleteWebhookDeliveries(long conversationId);

    @Query("""
            DELETE FROM attachment_piece
            WHERE attachment_id IN (SELECT id FROM attachment WHERE conversation_id = :conversationId)
            """)
    void deleteFilePieces(long conversationId);

    @Query("DELETE FROM attachment WHERE conversation_id = :conversationId")
    void deleteFiles(long conversationId);

    @Query("DELETE FROM transcript WHERE conversation_id = :conversationId")
    void deleteTranscript(long conversationId);

    @Query("UPDATE turn SET text = '', record = NULL WHERE conversation_id = :conversationId")
    void eraseTurns(long conversationId);

    @Query("""
            UPDATE feedback SET comment = NULL
            WHERE turn_id IN (SELECT id FROM turn WHERE conversation_id = :conversationId)
            """)
    void eraseComments(long conversationId);

    /** Nothing is learned from them any more; the counts stay. */
    @Query("""
            UPDATE judgement SET question = ''
            WHERE turn_id IN (SELECT id FROM turn WHERE conversation_id = :conversationId)
            """)
    void eraseJudgements(long conversationId);

    @Query("UPDATE handoff SET draft = NULL, why = NULL WHERE conversation_id = :conversationId")
    void eraseHandoffs(long conversationId);

    /** The desk takes away what it shows of them, or may show: a card whose delivery nobody confirmed yet. */
    @Query("""
            UPDATE desk_card SET forgotten = TRUE
            WHERE (card_id IS NOT NULL OR attempts > 0 OR EXISTS (SELECT 1 FROM desk_former_card f WHERE f.handoff_id = desk_card.handoff_id))
              AND handoff_id IN (SELECT id FROM handoff WHERE conversation_id = :conversationId)
            """)
    void forgetCards(long conversationId);

    /** So it does where it shows whole conversations. */
    @Query("UPDATE desk_mirror SET forgotten = TRUE WHERE conversation_id = :conversationId")
    void forgetMirror(long conversationId);

    /** What was published stays: an owner read it. */
    @Query("""
            DELETE FROM article_draft WHERE state IN ('OPEN', 'DISMISSED')
              AND handoff_id IN (SELECT id FROM handoff WHERE conversation_id = :conversationId)
            """)
    void deleteDrafts(long conversationId);

    @Query("""
            UPDATE handoff SET state = 'RESOLVED', resolved_at = :now, outcome = 'RESOLVED'
            WHERE conversation_id = :conversationId AND state <> 'RESOLVED'
            """)
    void closeHandoffs(long conversationId, Instant now);

    @Query("""
            UPDATE conversation SET customer_id = 'erased', customer_name = NULL, details = NULL, handler = 'BOT',
                conversation_key = CONCAT('erased-', id), thread_key = '', resolved_at = coalesce(resolved_at, :now)
            WHERE id = :conversationId
            """)
    void eraseConversation(long conversationId, Instant now);

    @Query("SELECT id, payload FROM unreadable WHERE channel = :channel AND payload LIKE :pattern")
    List<Kept> listUnreadable(String channel, String pattern);

    /** What nobody could read, as it came. */
    @Introspected
    record Kept(long id, String payload) {}

    @Query("DELETE FROM unreadable WHERE id = :id")
    void deleteUnreadable(long id);

    @Query("DELETE FROM unreadable WHERE received_at < :before")
    void deleteOldUnreadable(Instant before);

    /**
     * Of turns decided in [from, before), the oldest thousand that have one.
     *
     * @return how many
     */
    @Query("""
            UPDATE turn SET record = NULL WHERE id IN (SELECT id FROM turn
                WHERE decided_at >= :from AND decided_at < :before AND record IS NOT NULL
                ORDER BY decided_at FETCH FIRST 1000 ROWS ONLY)
            """)
    long eraseRecords(Instant from, Instant before);
}
