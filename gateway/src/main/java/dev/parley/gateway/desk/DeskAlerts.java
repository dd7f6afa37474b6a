package dev.parley.gateway.desk;

import dev.parley.connectors.channel.SendResult;
import dev.parley.gateway.conversation.Leases;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at a desk what is wrong, and when it is over. What was over before it could be said is not said; after a lost answer
 * it may be said twice. Of several replicas one does so. Thread-safe.
 */
@Singleton
class DeskAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(DeskAlerts.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Places places;
    private final AlertRows alerts;
    private final Leases leases;
    private final Clock clock;
    private volatile Instant quietUntil = Instant.EPOCH;

    DeskAlerts(Places places, AlertRows alerts, Leases leases, Clock clock) {
        this.places = places;
        this.alerts = alerts;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "2s")
    void sweep() {
        Optional<Places.Spot> spot = places.findAlerts().filter(each -> each.desk().isReady());
        if (spot.isEmpty() || !leases.take("desk-alerts", LEASE)) {
            return;
        }
        for (Row alert : alerts.listNews()) {
            if (clock.instant().isBefore(quietUntil)) {
                return;
            }
            say(spot.get(), alert);
        }
    }

    private void say(Places.Spot spot, Row alert) {
        boolean isOver = alert.clearedAt() != null;
        SendResult result = spot.desk().announce((isOver ? "✅ Over by now. It was: " : "🚨 ") + alert.text(),
                spot.place());
        switch (result) {
            case SendResult.Delivered delivered -> alerts.updateShown(alert.name(), alert.raisedAt(), !isOver);
            case SendResult.Retryable later -> quietUntil = clock.instant().plus(later.after());
            case SendResult.Rejected rejected -> {
                LOG.error("{} does not take alerts: {}", spot.place(), rejected.why());
                alerts.updateShown(alert.name(), alert.raisedAt(), !isOver);
            }
        }
    }

    @Introspected
    record Row(String name, String text, Instant raisedAt, @Nullable Instant clearedAt) {}

    /** SQL on the table {@code alert}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface AlertRows extends GenericRepository<DeskCard, Long> {

        /** What is raised and was not said, and what is over and was said. */
        @Query("""
                SELECT name, text, raised_at, cleared_at FROM alert
                WHERE cleared_at IS NULL AND NOT shown OR cleared_at IS NOT NULL AND shown
                ORDER BY raised_at, name FETCH FIRST 50 ROWS ONLY
                """)
        List<Row> listNews();

        /** Unless it was raised anew meanwhile. */
        @Query("UPDATE alert SET shown = :shown WHERE name = :name AND raised_at = :raisedAt")
        void updateShown(String name, Instant raisedAt, boolean shown);
    }
}
