package dev.parley.gateway.alert;

import dev.parley.gateway.conversation.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises alerts and takes them back: in the log, on the pages, as the metric {@code parley.alerts}, and by webhook. Raising
 * what is raised changes its text at most. Thread-safe, over all replicas.
 */
@Singleton
public class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final AlertRepository alerts;
    private final Transactions transactions;
    private final BeanProvider<AlertListener> listeners;
    private final Clock clock;

    Alerts(AlertRepository alerts, Transactions transactions, BeanProvider<AlertListener> listeners, Clock clock,
            MeterRegistry meters) {
        this.alerts = alerts;
        this.transactions = transactions;
        this.listeners = listeners;
        this.clock = clock;
        meters.gauge("parley.alerts", alerts, repository -> repository.listRaised().size());
    }

    /**
     * @param name of what is wrong, at most 100 characters
     * @param text what is wrong and what to do, in a sentence or two
     */
    public void raise(String name, String text) {
        transactions.run(() -> {
            Instant now = clock.instant();
            if (alerts.insertIfAbsent(name, text, now) == 1 || alerts.updateRaised(name, text, now) == 1) {
                LOG.error("ALERT {}: {}", name, text);
                listeners.forEach(listener -> listener.changed(new Alert(name, text, now, null), true));
            } else {
                alerts.updateText(name, text);
            }
        });
    }

    /** It is over; does nothing when it was not raised. */
    public void clear(String name) {
        transactions.run(() -> {
            Instant now = clock.instant();
            List<Alert> raised = alerts.listRaised();
            if (alerts.updateCleared(name, now) == 1) {
                LOG.info("alert {} is over", name);
                raised.stream().filter(alert -> alert.name().equals(name)).forEach(
                        alert -> listeners.forEach(listener -> listener.changed(
                                new Alert(name, alert.text(), alert.raisedAt(), now), false)));
            }
        });
    }

    /** Those that are not over, the oldest first. */
    public List<Alert> listRaised() {
        return alerts.listRaised();
    }

    /** Those that are over, the newest first; at most 50. */
    List<Alert> listCleared() {
        return alerts.listCleared();
    }
}
