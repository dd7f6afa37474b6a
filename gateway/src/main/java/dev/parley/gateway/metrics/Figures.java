package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a span of time, as the API shows them. */
@Introspected
@Schema(name = "Figures")
record Figures(Instant from, Instant to, Counts counts, Named figures, Map<String, Long> handoffsByReason,
        Map<String, CategorySlice> byCategory, Map<String, Slice> byChannel, Map<String, Slice> byLanguage,
        Map<String, Rate> csatByAgent) {

    @Introspected
    @Schema(name = "Counts")
    record Counts(long conversations, long turns, long answers, long handoffs, long helpful, long unhelpful) {}

    @Introspected
    @Schema(name = "NamedFigures")
    record Named(Rate kbHitRate, Rate resolutionRate, Rate deflectionRate, Rate escalationRate, Rate overrideRate,
            Rate csat, Latency firstResponse) {}

    @Introspected
    @Schema(name = "Rate", description = "value is null when the denominator is 0")
    record Rate(@Nullable Double value, long numerator, long denominator, String definition) {

        static Rate of(long numerator, long denominator, String definition) {
            return new Rate(denominator == 0 ? null : (double) numerator / denominator, numerator, denominator,
                    definition);
        }
    }

    @Introspected
    @Schema(name = "Latency", description = "null when there is nothing to measure")
    record Latency(@Nullable Long p50Millis, @Nullable Long p95Millis, String definition) {}

    @Introspected
    @Schema(name = "CategorySlice")
    record CategorySlice(long turns, long handoffs, Rate kbHitRate) {}

    @Introspected
    @Schema(name = "Slice")
    record Slice(long turns, long handoffs, Rate kbHitRate, Rate resolutionRate, Rate deflectionRate,
            Rate escalationRate) {}
}
