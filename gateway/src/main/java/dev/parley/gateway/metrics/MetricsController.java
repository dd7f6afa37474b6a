package dev.parley.gateway.metrics;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Figures. */
@Tag(name = "Figures")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

    private final FigureService figures;
    private final Clock clock;

    MetricsController(FigureService figures, Clock clock) {
        this.figures = figures;
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
