package dev.parley.gateway.knowledge;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.metrics.RetrievedCount;
import dev.parley.gateway.metrics.TurnRepository;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Looks every hour whether customers ask otherwise than the judged questions, and raises an alert while they do. Thread-safe. */
@Singleton
public final class DriftWatch {

    /** The span that tells whether customers ask otherwise than before. */
    private static final Duration LATELY = Duration.ofDays(14);
    private static final String ALERT = "drift";

    private final Knowledge knowledge;
    private final TurnRepository turns;
    private final Alerts alerts;
    private final ParleyConfig config;
    private final Clock clock;

    DriftWatch(Knowledge knowledge, TurnRepository turns, Alerts alerts, ParleyConfig config, Clock clock) {
        this.knowledge = knowledge;
        this.turns = turns;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    /** Raises the alert, or takes it back. */
    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    public void look() {
        find().ifPresentOrElse(drift -> alerts.raise(ALERT, drift), () -> alerts.clear(ALERT));
    }

    /** A sentence for the owner; empty when there is no drift, or too little to tell. */
    Optional<String> find() {
        RetrievedCount lately = turns.countRetrieved(clock.instant().minus(LATELY));
        return Drift.of(knowledge.base().calibration().threshold(config.answers().answerWhenSure()),
                lately.retrieved(), lately.answered());
    }
}
