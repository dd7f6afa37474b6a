package dev.parley.gateway.knowledge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** SQL on the table {@code article}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ArticleRepository extends GenericRepository<ApprovedArticle, Long> {

    ApprovedArticle save(ApprovedArticle article);

    void update(ApprovedArticle article);

    void deleteById(Long id);

    @Query("DELETE FROM article")
    void deleteAll();

    @Query("SELECT * FROM article ORDER BY article_id, language")
    List<ApprovedArticle> listAll();

    @Query("SELECT * FROM article WHERE article_id = :articleId AND language = :language")
    Optional<ApprovedArticle> find(String articleId, String language);

    @Query("""
            SELECT a.article_id, a.language, r.hash, a.source
            FROM article a JOIN article_revision r ON r.id = a.revision_id
            """)
    List<ArticleRow> listRows();

    @Query("SELECT DISTINCT r.category FROM article a JOIN article_revision r ON r.id = a.revision_id ORDER BY 1")
    List<String> listCategories();
}
