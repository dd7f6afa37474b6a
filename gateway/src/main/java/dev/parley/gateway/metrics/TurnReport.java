package dev.parley.gateway.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tells operators of each turn: a meter and one log line, never what was written. Thread-safe. */
@Singleton
public class TurnReport {

    private static final Logger LOG = LoggerFactory.getLogger(TurnReport.class);

    private final MeterRegistry meters;

    TurnReport(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Counts and logs an outcome. */
    public void tell(TurnOutcome outcome) {
        String reason = outcome.reason() == null ? "" : outcome.reason();
        meters.counter("parley.turns", List.of(Tag.of("channel", outcome.channel()),
                Tag.of("decision", outcome.decision().code()), Tag.of("reason", reason))).increment();
        try (MDC.MDCCloseable conversation = MDC.putCloseable("conversation", String.valueOf(outcome.conversationId()));
                MDC.MDCCloseable turn = MDC.putCloseable("turn", String.valueOf(outcome.key()));
                MDC.MDCCloseable channel = MDC.putCloseable("channel", outcome.channel())) {
            LOG.info("turn {} in conversation {} on {}: {}{}{}", outcome.key(), outcome.conversationId(),
                    outcome.channel(), outcome.decision().code(), reason.isEmpty() ? "" : " " + reason,
                    outcome.articleId() == null ? "" : " " + outcome.articleId());
        }
    }
}
