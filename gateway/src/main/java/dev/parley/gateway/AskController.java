package dev.parley.gateway;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.policy.Policies;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dry run: what the bot would do, stored and counted nowhere. */
@Tag(name = "Knowledge")
@Controller("/api/v1/ask")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AskController {

    private final MessagePipeline pipeline;
    private final Policies policies;
    private final Clock clock;

    AskController(MessagePipeline pipeline, Policies policies, Clock clock) {
        this.pipeline = pipeline;
        this.policies = policies;
        this.clock = clock;
    }

    @Operation(summary = "What the bot would do about a question")
    @Post
    Asked ask(@Body Question question) {
        String text = question.text();
        if (text == null || text.isBlank()) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "text is missing or blank");
        }
        String language = pipeline.languageOf(text, policies.current().voice().languageFor(question.locale()));
        Inquiry inquiry = new Inquiry(text, language,
                Objects.requireNonNullElse(question.channel(), Inquiry.NO_CHANNEL),
                Objects.requireNonNullElse(question.customer(), Inquiry.NOBODY), null, Inquiry.History.NONE);
        return Asked.of(question.id(), text, language, pipeline.decide(inquiry).decision(),
                policies.current().routing(), clock.instant());
    }

    @Introspected
    @Schema(name = "AskQuestion", description = "channel and customer decide what rollout and pauses say; without them the "
            + "question is asked on no channel, by nobody")
    record Question(@Nullable String id, @Nullable String text, @Nullable String locale, @Nullable String channel,
            @Nullable String customer) {}
}
