package dev.parley.gateway.answer;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import java.util.Optional;

/** The articles as they are approved at this moment: what every answer is held against before it is sent. */
public interface ApprovedArticles {

    /** The approved revision, public or internal; empty when the article was withdrawn. */
    Optional<Article> findApproved(ArticleKey key);
}
