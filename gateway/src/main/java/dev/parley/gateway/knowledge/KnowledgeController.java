package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What content owners do: see, publish and reindex articles. */
@Tag(name = "Knowledge")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KnowledgeController {

    private final Knowledge knowledge;
    private final ArticleStore store;
    private final ReindexJobs jobs;
    private final Generations generations;
    private final DriftWatch drift;
    private final ParleyConfig config;
    private final Clock clock;

    KnowledgeController(Knowledge knowledge, ArticleStore store, ReindexJobs jobs, Generations generations,
            DriftWatch drift, ParleyConfig config, Clock clock) {
        this.knowledge = knowledge;
        this.store = store;
        this.jobs = jobs;
        this.generations = generations;
        this.drift = drift;
        this.config = config;
        this.clock = clock;
    }

    @Operation(summary = "All approved articles, and the documents that could not be used")
    @Get("/knowledge")
    KnowledgeJson.Overview overview() {
        Map<ArticleKey, ArticleRow> rows = store.rows();
        ImportResult last = knowledge.lastImport();
        return new KnowledgeJson.Overview(
                store.listApproved().stream().filter(article -> rows.containsKey(article.key()))
                        .map(article -> KnowledgeJson.Item.of(article, sourceOf(rows, article))).toList(),
                ReindexJob.ProblemJson.of(last.problems()), last.at());
    }

    @Operation(summary = "Publish an article, answerable when this returns; Parley owns it from then on")
    @Put("/articles/{id}")
    KnowledgeJson.Item put(@PathVariable String id, @Body KnowledgeJson.Put body) {
        Article article;
        try {
            article = body.toArticle(id, config.knowledge().defaultLanguage(), LocalDate.now(clock));
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
        }
        knowledge.publish(article);
        return KnowledgeJson.Item.of(article, ApprovedArticle.Source.PARLEY);
    }

    @Operation(summary = "Take back an article that was published here", description = "language: the configured one by"
            + " default. 404 when there is none, 409 when the folder owns it")
    @Delete("/articles/{id}{?language}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @Nullable String language) {
        ArticleKey key;
        try {
            key = new ArticleKey(id, language == null ? config.knowledge().defaultLanguage() : language);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
        }
        knowledge.withdraw(key);
    }

    @Operation(summary = "Import the articles' folder now")
    @Post("/reindex")
    HttpResponse<ReindexJob> reindex() {
        return HttpResponse.accepted().body(jobs.start());
    }

    @Operation(summary = "How a reindex is getting on")
    @Get("/reindex/{id}")
    ReindexJob reindex(@PathVariable long id) {
        return jobs.get(id);
    }

    @Operation(summary = "The last states of the articles, newest first")
    @Get("/generations")
    List<KnowledgeJson.Generation> generations() {
        return generations.listNewestFirst().stream().map(KnowledgeJson.Generation::of).toList();
    }

    @Operation(summary = "Go back to an earlier state of the articles")
    @Post("/generations/{id}/rollback")
    KnowledgeJson.Generation rollBack(@PathVariable long id) {
        return KnowledgeJson.Generation.of(knowledge.rollBack(id));
    }

    @Operation(summary = "How sure the bot must be, and what that rests on")
    @Get("/calibration")
    KnowledgeJson.Sureness calibration() {
        return KnowledgeJson.Sureness.of(knowledge.base().calibration(), config.answers(),
                drift.find().orElse(null));
    }

    private static ApprovedArticle.Source sourceOf(Map<ArticleKey, ArticleRow> rows, Article article) {
        ArticleRow row = rows.get(article.key());
        return row == null ? ApprovedArticle.Source.FOLDER : row.source();
    }
}
