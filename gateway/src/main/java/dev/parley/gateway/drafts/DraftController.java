package dev.parley.gateway.drafts;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.handoff.Handoffs;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Drafts of articles, for those who work without a desk in Slack. */
@Tag(name = "Knowledge")
@Controller("/api/v1/drafts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DraftController {

    private final Drafts drafts;
    private final Handoffs handoffs;

    DraftController(Drafts drafts, Handoffs handoffs) {
        this.drafts = drafts;
        this.handoffs = handoffs;
    }

    @Operation(summary = "Drafts of articles that agents made of handoffs, the newest first")
    @Get
    Listing list() {
        return new Listing(drafts.listNewestFirst().stream().map(DraftJson::of).toList());
    }

    @Operation(summary = "Make a draft of a handoff: 409 when nothing was asked or answered in it")
    @Post
    @Status(HttpStatus.CREATED)
    DraftJson create(@Body Source body) {
        return drafts.draft(handoffs.get(body.handoffId())).map(DraftJson::of)
                .orElseThrow(() -> new ParleyException(ErrorCode.CONFLICT,
                        "There is no draft, because nothing was asked or answered."));
    }

    @Operation(summary = "Publish a draft: it is answered from at once, and its question is asked again")
    @Post("/{id}/publish")
    DraftJson publish(@PathVariable long id, @Body Decider body) {
        return DraftJson.of(drafts.publish(id, who(body)));
    }

    @Operation(summary = "Give a draft other words")
    @Post("/{id}/edit")
    DraftJson edit(@PathVariable long id, @Body Words body) {
        if (body.title() == null || body.body() == null || body.body().isBlank()) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "title and body are needed");
        }
        return DraftJson.of(drafts.edit(id, body.title(), body.body()));
    }

    @Operation(summary = "Make a draft that changes an article one of its own: 409 when it is")
    @Post("/{id}/separate")
    DraftJson separate(@PathVariable long id) {
        return DraftJson.of(drafts.separate(id));
    }

    @Operation(summary = "Dismiss a draft")
    @Post("/{id}/dismiss")
    DraftJson dismiss(@PathVariable long id, @Body Decider body) {
        return DraftJson.of(drafts.dismiss(id, who(body)));
    }

    private static String who(Decider body) {
        return body.by() == null || body.by().isBlank() ? "admin" : body.by().strip();
    }

    @Introspected
    @Schema(name = "DraftSource")
    record Source(long handoffId) {}

    @Introspected
    @Schema(name = "DraftDecider")
    record Decider(@Nullable String by) {}

    @Introspected
    @Schema(name = "DraftWords")
    record Words(@Nullable String title, @Nullable String body) {}

    @Introspected
    @Schema(name = "Drafts")
    record Listing(List<DraftJson> drafts) {}

    @Introspected
    @Schema(name = "Draft", description = "answered: published, and its question is answered by it")
    record DraftJson(long id, long handoffId, String state, String articleId, String language, String category,
            String question, String title, String body, @Nullable String nearest, boolean edits, Instant createdAt,
            @Nullable Instant decidedAt, @Nullable String decidedBy) {

        static DraftJson of(ArticleDraft draft) {
            return new DraftJson(draft.key(), draft.handoffId(), draft.state().name().toLowerCase(Locale.ROOT),
                    draft.articleId(), draft.language(), draft.category(), draft.question(), draft.title(),
                    draft.body(), draft.nearest(), draft.edits(), draft.createdAt(), draft.decidedAt(),
                    draft.decidedBy());
        }
    }
}
