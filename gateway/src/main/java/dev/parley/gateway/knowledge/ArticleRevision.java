package dev.parley.gateway.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One content that an article had or has. Never changed, never deleted: answers refer to it. */
@MappedEntity
record ArticleRevision(@Id @GeneratedValue @Nullable Long id, String articleId, String language, String hash,
        String title, String category, String questions, String body, @Nullable String url,
        @Nullable LocalDate updated, @Nullable String owner, @Nullable LocalDate reviewBy, Audience audience,
        Instant createdAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ArticleRevision of(Article article, Instant now) {
        try {
            return new ArticleRevision(null, article.key().id(), article.key().language(), article.hash(),
                    article.title(), article.category(), JSON.writeValueAsString(article.questions()), article.body(),
                    article.url(), article.updated(), article.owner(), article.reviewBy(), article.audience(), now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of strings can be written", e);
        }
    }

    /** Without an address that older versions took, and that nobody may be sent to. */
    Article toArticle() {
        try {
            List<String> phrasings = JSON.readValue(questions, new TypeReference<>() {
            });
            return new Article(new ArticleKey(articleId, language), title, category, phrasings, body,
                    url == null || !Article.isUrl(url) ? null : url, updated, owner, reviewBy, audience);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds questions that Parley did not write", e);
        }
    }
}
