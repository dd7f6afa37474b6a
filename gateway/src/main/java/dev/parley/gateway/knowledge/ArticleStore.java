package dev.parley.gateway.knowledge;

import dev.parley.gateway.answer.ApprovedArticles;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Approved articles and their revisions in the database, which is the truth. Thread-safe. */
@Singleton
class ArticleStore implements ApprovedArticles {

    private final ArticleRepository articles;
    private final RevisionRepository revisions;
    private final Clock clock;

    ArticleStore(ArticleRepository articles, RevisionRepository revisions, Clock clock) {
        this.articles = articles;
        this.revisions = revisions;
        this.clock = clock;
    }

    @Override
    public Optional<Article> findApproved(ArticleKey key) {
        return revisions.findApproved(key.id(), key.language()).map(ArticleRevision::toArticle);
    }

    List<Article> listApproved() {
        return revisions.listApproved().stream().map(ArticleRevision::toArticle).toList();
    }

    List<String> categories() {
        return articles.listCategories();
    }

    /** The approved revisions. */
    List<Generations.Member> members() {
        return articles.listAll().stream().map(article -> new Generations.Member(article.revisionId(),
                article.source())).toList();
    }

    /** Approves exactly these revisions. */
    void restore(List<Generations.Member> wanted) {
        articles.deleteAll();
        for (Generations.Member member : wanted) {
            ArticleRevision revision = revisions.findById(member.revisionId())
                    .orElseThrow(() -> new IllegalStateException("revisions are never deleted"));
            articles.save(new ApprovedArticle(null, revision.articleId(), revision.language(), member.revisionId(),
                    member.source(), clock.instant()));
        }
    }

    Map<ArticleKey, ArticleRow> rows() {
        Map<ArticleKey, ArticleRow> rows = new HashMap<>();
        articles.listRows().forEach(row -> rows.put(new ArticleKey(row.articleId(), row.language()), row));
        return rows;
    }

    /** Approves this content, as a new revision unless the article had it before. */
    void approve(Article article, ApprovedArticle.Source source) {
        ArticleKey key = article.key();
        long revisionId = revisions.find(key.id(), key.language(), article.hash())
                .or(() -> Optional.of(revisions.save(ArticleRevision.of(article, clock.instant()))))
                .map(ArticleRevision::id).orElseThrow();
        Optional<ApprovedArticle> known = articles.find(key.id(), key.language());
        Long id = known.map(ApprovedArticle::id).orElse(null);
        ApprovedArticle approved = new ApprovedArticle(id, key.id(), key.language(), revisionId, source,
                clock.instant());
        if (known.isPresent()) {
            articles.update(approved);
        } else {
            articles.save(approved);
        }
    }

    /** Withdraws an article; its revisions stay. */
    void withdraw(ArticleKey key) {
        articles.find(key.id(), key.language()).map(ApprovedArticle::id).ifPresent(articles::deleteById);
    }
}
