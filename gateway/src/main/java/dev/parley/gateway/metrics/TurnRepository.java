package dev.parley.gateway.metrics;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code turn}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TurnRepository extends GenericRepository<TurnOutcome, Long> {

    /** Stores the outcome of a turn; a second one for the same event is refused. */
    TurnOutcome save(TurnOutcome outcome);

    /** Replaces an outcome. */
    TurnOutcome update(TurnOutcome outcome);

    /** The turn of an accepted event. */
    @Query("SELECT kind FROM inbox WHERE id = :inboxId")
    Optional<String> findKindOfEvent(long inboxId);

    Optional<TurnOutcome> findByInboxId(long inboxId);

    /** A turn by its key. */
    Optional<TurnOutcome> findById(Long id);

    /** All turns of a conversation, in order. */
    @Query("SELECT * FROM turn WHERE conversation_id = :conversationId ORDER BY seq")
    List<TurnOutcome> listOf(long conversationId);

    /**
     * Questions that nothing was sure enough for, that no article answers by now and that nobody has judged; the newest first.
     * A file without a word is none.
     */
    @Query("""
            SELECT * FROM turn WHERE reason = 'not_sure' AND text <> '' AND accepted_at >= :since
              AND NOT EXISTS (SELECT 1 FROM article_draft d WHERE d.turn_id = turn.id AND d.state = 'ANSWERED')
              AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.id = turn.inbox_id AND i.kind = 'FILE')
              AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.turn_id = turn.id)
              AND lower(text) NOT IN (SELECT lower(question) FROM judgement)
            ORDER BY id DESC FETCH FIRST 1000 ROWS ONLY
            """)
    List<TurnOutcome> listUnanswered(Instant since);

    /** Answers that customers marked as not helpful and that nobody has judged since; the newest first. */
    @Query("""
            SELECT t.id AS turn_id, t.text, t.language, t.article_id,
                (SELECT max(l.article_title) FROM transcript l WHERE l.turn_id = t.id) AS article_title,
                f.comment, f.received_at
            FROM feedback f JOIN turn t ON t.id = f.turn_id
            WHERE NOT f.helpful AND f.received_at >= :since AND t.text <> '' AND t.article_id IS NOT NULL
              AND t.channel <> 'drill' AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.turn_id = t.id)
            ORDER BY f.received_at DESC, t.id DESC FETCH FIRST 100 ROWS ONLY
            """)
    List<UnhelpfulAnswer> listUnhelpful(Instant since);

    /**
     * How many turns since then were left to the knowledge base, and how many of these it answered. Where it may not answer, as in
     * shadow mode, nothing is said of it.
     */
    @Query("""
            SELECT count(*) AS retrieved, coalesce(sum(CASE WHEN decision = 'ANSWER' THEN 1 ELSE 0 END), 0) AS answered
            FROM turn WHERE reached_retrieval AND accepted_at >= :since
              AND coalesce(reason, '') NOT IN ('rollout', 'keyword', 'sentiment', 'system_error')
            """)
    RetrievedCount countRetrieved(Instant since);

    /** The last turns of a conversation, newest first. */
    @Query("SELECT * FROM turn WHERE conversation_id = :conversationId ORDER BY seq DESC LIMIT :limit")
    List<TurnOutcome> listNewestFirst(long conversationId, int limit);

    /** How many answers were marked as not helpful since a person last took over. */
    @Query("""
            SELECT count(*) FROM feedback f JOIN turn t ON t.id = f.turn_id
            WHERE t.conversation_id = :conversationId AND NOT f.helpful AND t.id >
                (SELECT coalesce(max(h.turn_id), 0) FROM handoff h WHERE h.conversation_id = :conversationId)
            """)
    long countUnhelpful(long conversationId);

    /** The last turn of a conversation for which the knowledge base was asked. */
    @Query("""
            SELECT * FROM turn WHERE conversation_id = :conversationId AND reached_retrieval
            ORDER BY seq DESC FETCH FIRST 1 ROWS ONLY
            """)
    Optional<TurnOutcome> findLastRetrieved(long conversationId);
}
