package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the tables {@code transcript} and {@code feedback}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TranscriptRepository extends GenericRepository<Line, Long> {

    Line save(Line line);

    @Query("""
            SELECT t.seq, t.said_at, t.type, t.text, t.client_message_id, t.agent_name, t.notice, t.turn_id,
                t.article_id, t.article_language, t.article_title, t.article_url, t.article_updated, f.helpful,
                j.judged_by, j.article_id AS right_article_id, t.choices,
                t.attachment_id, a.name AS attachment_name, a.media_type AS attachment_type,
                a.bytes AS attachment_bytes, a.state AS attachment_state
            FROM transcript t LEFT JOIN feedback f ON f.turn_id = t.turn_id LEFT JOIN judgement j ON j.turn_id = t.turn_id
                LEFT JOIN attachment a ON a.id = t.attachment_id
            WHERE t.conversation_id = :conversationId AND t.seq > :seq
            ORDER BY t.seq
            """)
    List<JudgedLine> listAfter(long conversationId, long seq);

    @Query("SELECT * FROM transcript WHERE conversation_id = :conversationId AND seq = :seq")
    Optional<Line> find(long conversationId, long seq);

    @Query("UPDATE transcript SET text = :text WHERE conversation_id = :conversationId AND seq = :seq AND type = 'CUSTOMER'")
    void updateText(long conversationId, long seq, String text);

    @Query("UPDATE transcript SET text = :text WHERE conversation_id = :conversationId AND seq = :seq AND type = 'AGENT'")
    void updateAgentText(long conversationId, long seq, String text);

    @Query("""
            UPDATE transcript SET text = '…'
            WHERE conversation_id = :conversationId AND seq >= :first AND seq <= :last AND type = 'AGENT'
            """)
    void updateWithdrawn(long conversationId, long first, long last);

    @Query("SELECT count(*) FROM transcript WHERE conversation_id = :conversationId AND turn_id = :turnId")
    long countAnswers(long conversationId, long turnId);

    @Query("""
            SELECT * FROM transcript
            WHERE conversation_id = :conversationId AND turn_id = :turnId AND article_id IS NOT NULL ORDER BY seq
            """)
    List<Line> listAnswers(long conversationId, long turnId);

    @Query("DELETE FROM feedback WHERE turn_id = :turnId")
    void deleteFeedback(long turnId);

    @Query("INSERT INTO feedback (turn_id, helpful, comment, received_at) VALUES (:turnId, :helpful, :comment, :now)")
    void insertFeedback(long turnId, boolean helpful, @Nullable String comment, Instant now);
}
