package dev.parley.gateway.intake;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code inbox}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InboxRepository extends GenericRepository<InboxItem, Long> {

    /** Events that could not be handled. */
    String DEAD = """
            SELECT i.id, i.channel, i.conversation_id AS conversation, c.conversation_key AS conversation_id,
                lower(i.kind) AS kind, i.content AS text, i.attempts, i.accepted_at, d.why
            FROM inbox i JOIN conversation c ON c.id = i.conversation_id LEFT JOIN dead_letter d ON d.inbox_id = i.id
            WHERE i.state = 'DEAD'
            """;

    InboxItem save(InboxItem item);

    @Query("SELECT * FROM inbox WHERE channel = :channel AND delivery_id = :deliveryId")
    Optional<InboxItem> find(String channel, String deliveryId);

    /** Not one query for both ids: H2 would read all rows of the channel. */
    @Query("""
            SELECT * FROM inbox WHERE channel = :channel AND delivery_id = :deliveryId AND state = 'ERASED'
            UNION ALL
            SELECT * FROM inbox WHERE channel = :channel AND delivery_id = :erasedDeliveryId AND state = 'ERASED'
            """)
    Optional<InboxItem> findErased(String channel, String deliveryId, String erasedDeliveryId);

    @Query("""
            SELECT * FROM inbox WHERE conversation_id = :conversationId AND state = 'PENDING'
            ORDER BY id FETCH FIRST 1 ROWS ONLY
            """)
    Optional<InboxItem> findHead(long conversationId);

    @Query("SELECT * FROM inbox WHERE id = :id AND state = 'PENDING' FOR UPDATE SKIP LOCKED")
    Optional<InboxItem> lockPending(long id);

    @Query("""
            SELECT count(*) FROM inbox
            WHERE conversation_id = :conversationId AND id > :id AND state = 'PENDING' AND kind = 'MESSAGE'
            """)
    long countNewerMessages(long conversationId, long id);

    @Query("UPDATE inbox SET state = 'DONE' WHERE id = :id")
    void updateDone(long id);

    @Query("""
            UPDATE inbox SET attempts = attempts + 1, state = CASE WHEN attempts + 1 >= :limit THEN 'DEAD' ELSE state END
            WHERE id = :id AND state = 'PENDING'
            """)
    long updateFailed(long id, int limit);

    @Query("UPDATE inbox SET content = :content WHERE id = :id AND state = 'PENDING'")
    void updateContentOfPending(long id, String content);

    @Query(DEAD + "ORDER BY i.id DESC FETCH FIRST 200 ROWS ONLY")
    List<DeadLetter> listDead();

    @Query(DEAD + "AND i.id = :id")
    Optional<DeadLetter> findDead(long id);

    @Query("INSERT INTO dead_letter (inbox_id, why) VALUES (:id, :why) ON CONFLICT DO NOTHING")
    void insertDeadLetter(long id, String why);

    @Query("DELETE FROM dead_letter WHERE inbox_id = :id")
    void deleteDeadLetter(long id);

    @Query("UPDATE inbox SET state = 'PENDING' WHERE id = :id AND state = 'DEAD'")
    void updateRevived(long id);

    @Query("SELECT DISTINCT conversation_id FROM inbox WHERE state = 'PENDING'")
    List<Long> listPendingConversations();
}
