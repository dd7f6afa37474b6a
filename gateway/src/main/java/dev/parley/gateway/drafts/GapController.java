package dev.parley.gateway.drafts;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.metrics.ArticleTried;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.metrics.UnhelpfulAnswer;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What content owners should write about. */
@Tag(name = "Knowledge")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GapController {

    private final Gaps gaps;
    private final TurnRepository turns;
    private final Clock clock;

    GapController(Gaps gaps, TurnRepository turns, Clock clock) {
        this.gaps = gaps;
        this.turns = turns;
        this.clock = clock;
    }

    @Operation(summary = "Questions of the last days that nothing was sure enough for, nor is now; the newest first")
    @Get("/unanswered")
    Unanswered unanswered(@QueryValue(defaultValue = "30") int days) {
        return new Unanswered(gaps.list(last(days)).stream().map(Question::of).toList());
    }

    @Operation(summary = "Answers of the last days that customers marked as not helpful, with what they said was missing;"
            + " the newest first, without those that somebody has judged")
    @Get("/unhelpful")
    Unhelpful unhelpful(@QueryValue(defaultValue = "30") int days) {
        return new Unhelpful(turns.listUnhelpful(clock.instant().minus(last(days))));
    }

    private static Duration last(int days) {
        if (days < 1 || days > 366) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "days must be from 1 to 366");
        }
        return Duration.ofDays(days);
    }

    @Introspected
    @Schema(name = "Unhelpful")
    record Unhelpful(List<UnhelpfulAnswer> answers) {}

    @Introspected
    @Schema(name = "Unanswered")
    record Unanswered(List<Question> questions) {}

    @Introspected
    @Schema(name = "UnansweredQuestion")
    record Question(long turnId, String text, String language, Instant at, @Nullable ArticleTried nearest, int times) {

        static Question of(Gaps.Gap gap) {
            TurnOutcome turn = gap.newest();
            List<ArticleTried> tried = ArticleTried.fromJson(turn.hits());
            return new Question(turn.key(), turn.text(), turn.language(), turn.acceptedAt(),
                    tried.isEmpty() ? null : tried.getFirst(), gap.times());
        }
    }
}
