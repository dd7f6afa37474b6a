package dev.parley.gateway.knowledge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code article_revision}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RevisionRepository extends GenericRepository<ArticleRevision, Long> {

    ArticleRevision save(ArticleRevision revision);

    Optional<ArticleRevision> findById(Long id);

    @Query("""
            SELECT * FROM article_revision
            WHERE article_id = :articleId AND language = :language AND hash = :hash
            """)
    Optional<ArticleRevision> find(String articleId, String language, String hash);

    @Query("""
            SELECT r.* FROM article a JOIN article_revision r ON r.id = a.revision_id
            WHERE a.article_id = :articleId AND a.language = :language
            """)
    Optional<ArticleRevision> findApproved(String articleId, String language);

    @Query("""
            SELECT r.* FROM article a JOIN article_revision r ON r.id = a.revision_id
            ORDER BY a.article_id, a.language
            """)
    List<ArticleRevision> listApproved();
}
