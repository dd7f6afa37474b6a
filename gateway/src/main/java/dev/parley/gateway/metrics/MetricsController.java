package dev.parley.gateway.metrics;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures, and the questions that nothing answered. */
@Tag(name = "Figures")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);
    private static final int MAX_QUESTIONS = 100;

    private final FigureService figures;
    private final TurnRepository turns;
    private final Clock clock;

    MetricsController(FigureService figures, TurnRepository turns, Clock clock) {
        this.figures = figures;
        this.turns = turns;
        this.clock = clock;
    }

    @Operation(summary = "Figures of what started in [from, to)", description = "Instants or dates, UTC; by default the last 30 days.")
    @Get("/metrics")
    Figures metrics(@QueryValue @Nullable String from, @QueryValue @Nullable String to) {
        Instant end = to == null ? clock.instant() : instant("to", to);
        Instant start = from == null ? end.minus(DEFAULT_SPAN) : instant("from", from);
        if (start.isAfter(end)) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "from must not be after to");
        }
        return figures.between(start, end);
    }

    @Operation(summary = "Questions of the last days that nothing was sure enough for, the newest first")
    @Get("/unanswered")
    Unanswered unanswered(@QueryValue(defaultValue = "30") int days) {
        if (days < 1 || days > 366) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "days must be from 1 to 366");
        }
        Map<String, Unanswered.Item> byText = new LinkedHashMap<>();
        for (TurnOutcome turn : turns.listUnanswered(clock.instant().minus(Duration.ofDays(days)))) {
            List<ArticleTried> tried = ArticleTried.fromJson(turn.hits());
            Unanswered.Item item = new Unanswered.Item(turn.key(), turn.text(), turn.language(), turn.acceptedAt(),
                    tried.isEmpty() ? null : tried.getFirst(), 1);
            byText.merge(turn.text().strip().toLowerCase(Locale.ROOT), item,
                    (newer, older) -> newer.onceMore());
        }
        return new Unanswered(byText.values().stream().limit(MAX_QUESTIONS).toList());
    }

    @Introspected
    @Schema(name = "Unanswered")
    record Unanswered(List<Item> questions) {

        @Introspected
        @Schema(name = "UnansweredQuestion")
        record Item(long turnId, String text, String language, Instant at, @Nullable ArticleTried nearest, int times) {

            Item onceMore() {
                return new Item(turnId, text, language, at, nearest, times + 1);
            }
        }
    }

    private static Instant instant(String name, String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    name + " must be a date like 2026-04-30 or an instant like 2026-04-30T00:00:00Z", e);
        }
    }
}
