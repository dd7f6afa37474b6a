package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ParleyConfig;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Calibration;
import dev.parley.kb.Threshold;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bodies of the knowledge API. Fields of requests are nullable: {@link Put#toArticle} says what is missing. */
final class KnowledgeJson {

    private KnowledgeJson() {}

    @Introspected
    @Schema(name = "Knowledge")
    record Overview(List<Item> articles, List<ReindexJob.ProblemJson> problems, Instant indexedAt) {}

    @Introspected
    @Schema(name = "ArticleItem")
    record Item(String id, String language, String title, String category, @Nullable String owner,
            @Nullable LocalDate updated, @Nullable LocalDate reviewBy, String audience, @Nullable String url,
            String source) {

        static Item of(Article article, ApprovedArticle.Source source) {
            return new Item(article.key().id(), article.key().language(), article.title(), article.category(),
                    article.owner(), article.updated(), article.reviewBy(),
                    article.audience().name().toLowerCase(Locale.ROOT), article.url(),
                    source.name().toLowerCase(Locale.ROOT));
        }
    }

    @Introspected
    @Schema(name = "Generation", description = "A state of the articles that one can go back to")
    record Generation(long id, Instant createdAt, String cause, int articles, @Nullable String note) {

        static Generation of(GenerationRow row) {
            return new Generation(Generations.keyOf(row), row.createdAt(), row.cause().toLowerCase(Locale.ROOT),
                    row.articleCount(), row.note());
        }
    }

    @Introspected
    @Schema(name = "Sureness", description = "How sure the bot must be; see Threshold for each number")
    record Sureness(boolean provisional, int judgedQuestions, @Nullable Double unanswerableShare, Threshold overall,
            Map<String, Threshold> byCategory, @Nullable String drift) {

        static Sureness of(Calibration calibration, ParleyConfig.Answers answers, @Nullable String drift) {
            Map<String, Threshold> byCategory = new TreeMap<>();
            answers.byCategory().forEach((category, target) -> byCategory.put(category,
                    calibration.threshold(target, category)));
            return new Sureness(calibration.provisional(), calibration.size(),
                    calibration.size() == 0 ? null : calibration.unanswerableShare(),
                    calibration.threshold(answers.answerWhenSure()), byCategory, drift);
        }
    }

    @Introspected
    @Schema(name = "PutArticle", description = "title and body are needed; language defaults to the configured one")
    record Put(@Nullable String title, @Nullable String category, @Nullable String language,
            @Nullable List<String> questions, @Nullable String body, @Nullable String url, @Nullable LocalDate updated,
            @Nullable String owner, @Nullable LocalDate reviewBy, @Nullable String audience) {

        /** @throws IllegalArgumentException with a sentence for the caller */
        Article toArticle(String id, String defaultLanguage, LocalDate today) {
            if (title == null || body == null || body.isBlank()) {
                throw new IllegalArgumentException("title and body are needed");
            }
            if (questions != null && questions.stream().anyMatch(question -> question == null || question.isBlank())) {
                throw new IllegalArgumentException("questions must be texts; leave empty ones out");
            }
            return new Article(new ArticleKey(id, language == null ? defaultLanguage : language), title,
                    category == null ? "general" : category, questions == null ? List.of() : questions, body.strip(),
                    url, updated == null ? today : updated, owner, reviewBy, audienceOf(audience));
        }

        private static Audience audienceOf(@Nullable String name) {
            return switch (name == null ? "public" : name) {
                case "public" -> Audience.PUBLIC;
                case "internal" -> Audience.INTERNAL;
                default ->
                    throw new IllegalArgumentException("audience must be public or internal, not '" + name + "'");
            };
        }
    }
}
