package dev.parley.gateway.drafts;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code article_draft}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DraftRepository extends GenericRepository<ArticleDraft, Long> {

    ArticleDraft save(ArticleDraft draft);

    Optional<ArticleDraft> findById(Long id);

    /** Locks the row, so that of two people who decide one is told that the other did. */
    @Query("SELECT * FROM article_draft WHERE id = :id FOR UPDATE")
    Optional<ArticleDraft> lock(long id);

    Optional<ArticleDraft> findByHandoffId(long handoffId);

    void update(ArticleDraft draft);

    @Query("SELECT * FROM article_draft ORDER BY id DESC FETCH FIRST 200 ROWS ONLY")
    List<ArticleDraft> listNewestFirst();

    /** Of handoffs that have a card. */
    @Query("""
            SELECT a.* FROM article_draft a JOIN desk_card d ON d.handoff_id = a.handoff_id
            WHERE a.shown_version < a.version AND d.card_id IS NOT NULL
            ORDER BY a.id FETCH FIRST 20 ROWS ONLY
            """)
    List<ArticleDraft> listBehind();

    @Query("UPDATE article_draft SET shown_version = :version, shown_id = :shownId WHERE id = :id")
    void updateShown(long id, int version, String shownId);

    /** What agents said in a conversation by a desk. */
    @Query("""
            SELECT r.first_seq, r.last_seq,
                CASE WHEN POSITION('~' IN r.origin) > 0 THEN TRUE ELSE FALSE END AS is_correction,
                CASE WHEN EXISTS (SELECT 1 FROM desk_reply x WHERE x.conversation_id = r.conversation_id
                    AND x.last_seq > 0 AND x.first_seq > r.last_seq
                    AND x.origin LIKE CONCAT(CASE WHEN POSITION('~' IN r.origin) > 0
                        THEN SUBSTRING(r.origin FROM 1 FOR POSITION('~' IN r.origin) - 1) ELSE r.origin END, '~%'))
                    THEN TRUE ELSE FALSE END AS is_superseded
            FROM desk_reply r WHERE r.conversation_id = :conversationId AND r.last_seq > 0
            """)
    List<Said> listSaid(long conversationId);

    /**
     * Lines that an agent said at once.
     *
     * @param isCorrection whether they say how others should read
     * @param isSuperseded whether the agent corrected them later
     */
    @Introspected
    record Said(long firstSeq, long lastSeq, boolean isCorrection, boolean isSuperseded) {}
}
