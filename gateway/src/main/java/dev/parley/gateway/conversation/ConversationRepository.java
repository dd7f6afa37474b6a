package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code conversation}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConversationRepository extends GenericRepository<Conversation, Long> {

    @Query("""
            INSERT INTO conversation (channel, conversation_key, thread_key, customer_id, language, handler, last_seq,
                started_at, last_activity_at)
            VALUES (:channel, :conversationKey, :threadKey, :customerId, :language, 'BOT', 0, :now, :now)
            ON CONFLICT DO NOTHING
            """)
    void insertIfAbsent(String channel, String conversationKey, String threadKey, String customerId, String language,
            Instant now);

    @Query("""
            SELECT * FROM conversation
            WHERE channel = :channel AND conversation_key = :conversationKey AND thread_key = :threadKey
            FOR UPDATE
            """)
    Optional<Conversation> lock(String channel, String conversationKey, String threadKey);

    @Query("SELECT * FROM conversation WHERE id = :id FOR UPDATE")
    Optional<Conversation> lock(long id);

    @Query("""
            SELECT * FROM conversation
            WHERE channel = :channel AND conversation_key = :conversationKey AND thread_key = :threadKey
            """)
    Optional<Conversation> find(String channel, String conversationKey, String threadKey);

    @Query("SELECT * FROM conversation WHERE conversation_key = :conversationKey ORDER BY last_activity_at DESC, id DESC")
    List<Conversation> findByKey(String conversationKey);

    @Query("""
            SELECT * FROM conversation WHERE channel = :channel AND last_activity_at >= :since
            ORDER BY last_activity_at DESC FETCH FIRST 500 ROWS ONLY
            """)
    List<Conversation> listRecent(String channel, Instant since);

    Optional<Conversation> findById(Long id);

    void update(Conversation conversation);

    @Query("""
            UPDATE conversation SET conversation_key = :newKey
            WHERE channel = :channel AND conversation_key = :oldKey AND NOT EXISTS (
                SELECT 1 FROM conversation taken WHERE taken.channel = :channel AND taken.conversation_key = :newKey
                AND taken.thread_key = conversation.thread_key)
            """)
    void updateKey(String channel, String oldKey, String newKey);

    @Query("""
            UPDATE conversation SET seen_at = :now, left_at = NULL
            WHERE channel = :channel AND conversation_key = :conversationKey AND thread_key = :threadKey
              AND (handler <> 'BOT' OR left_at IS NOT NULL)
            """)
    void updatePresent(String channel, String conversationKey, String threadKey, Instant now);

    @Query("""
            UPDATE conversation SET left_at = :then
            WHERE channel = :channel AND conversation_key = :conversationKey AND thread_key = :threadKey
              AND handler <> 'BOT' AND (seen_at IS NULL OR seen_at < :then)
            """)
    void updateLeft(String channel, String conversationKey, String threadKey, Instant then);

    /** Who has written since is here. */
    @Query("""
            SELECT left_at FROM conversation WHERE id = :id AND left_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM transcript t WHERE t.conversation_id = conversation.id AND t.type = 'CUSTOMER'
                AND t.said_at > conversation.left_at)
            """)
    Optional<Instant> findLeft(long id);

    @Query("UPDATE conversation SET first_reply_at = :now WHERE id = :id AND first_reply_at IS NULL")
    void updateFirstReply(long id, Instant now);
}
