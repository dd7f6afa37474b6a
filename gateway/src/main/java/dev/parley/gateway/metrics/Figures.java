package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a span of time, as the API shows them. */
@Introspected
@Schema(name = "Figures")
public record Figures(Instant from, Instant to, Counts counts, Named figures, Map<String, Long> handoffsByReason,
        Map<String, CategorySlice> byCategory, Map<String, Slice> byChannel, Map<String, Slice> byLanguage,
        Map<String, Rate> csatByAgent) {

    /** What happened, counted. */
    @Introspected
    @Schema(name = "Counts")
    public record Counts(long conversations, long turns, long answers, long handoffs, long helpful, long unhelpful) {}

    /** What the counts say, each with its definition. */
    @Introspected
    @Schema(name = "NamedFigures")
    public record Named(Rate kbHitRate, Rate resolutionRate, Rate deflectionRate, Rate escalationRate,
            Rate overrideRate, Rate csat, Latency firstResponse) {}

    /** A share of something; {@code value} is null when there was nothing to count. */
    @Introspected
    @Schema(name = "Rate", description = "value is null when the denominator is 0")
    public record Rate(@Nullable Double value, long numerator, long denominator, String definition) {

        static Rate of(long numerator, long denominator, String definition) {
            return new Rate(denominator == 0 ? null : (double) numerator / denominator, numerator, denominator,
                    definition);
        }
    }

    /** Half of all cases took no longer than p50, all but one in twenty no longer than p95. */
    @Introspected
    @Schema(name = "Latency", description = "null when there is nothing to measure")
    public record Latency(@Nullable Long p50Millis, @Nullable Long p95Millis, String definition) {}

    /** The same for one category. */
    @Introspected
    @Schema(name = "CategorySlice")
    public record CategorySlice(long turns, long handoffs, Rate kbHitRate) {}

    /** The same for one channel or language. */
    @Introspected
    @Schema(name = "Slice")
    public record Slice(long turns, long handoffs, Rate kbHitRate, Rate resolutionRate, Rate deflectionRate,
            Rate escalationRate) {}
}
