package dev.parley.gateway.desk;

import dev.parley.connectors.desk.AgentDesk;
import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.handoff.HandoffCare;
import dev.parley.gateway.handoff.HandoffEvent;
import dev.parley.gateway.handoff.HandoffEvents;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Timers;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices handoffs that no desk takes. They go out by webhook, which is the second route, and an alert says that they wait
 * on the desk's page. Of several replicas one does so. Thread-safe.
 */
@Singleton
class DeskWatch {

    private static final String ALERT = "desk";
    private static final String LAGGING = "desk.lagging";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Places places;
    private final DeskRepository cards;
    private final HandoffEvents events;
    private final Handoffs handoffs;
    private final HandoffCare care;
    private final Policies policies;
    private final Alerts alerts;
    private final Leases leases;
    private final Clock clock;

    DeskWatch(Places places, DeskRepository cards, HandoffEvents events, Handoffs handoffs,
            HandoffCare care, Policies policies, Alerts alerts, Leases leases, Clock clock) {
        this.places = places;
        this.cards = cards;
        this.events = events;
        this.handoffs = handoffs;
        this.care = care;
        this.policies = policies;
        this.alerts = alerts;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "3s", fixedDelay = "3s")
    void sweep() {
        double minutes = policies.current().routing().timers().undelivered();
        Optional<AgentDesk> desk = places.find(null).map(Places.Spot::desk).filter(AgentDesk::isConfigured);
        if (minutes <= 0 || desk.isEmpty() || !leases.take("desk-watch", LEASE)) {
            return;
        }
        String deskId = desk.get().id();
        String name = deskId.substring(0, 1).toUpperCase(Locale.ROOT) + deskId.substring(1);
        Instant now = clock.instant();
        Instant since = now.minus(Timers.minutes(minutes));
        alertOfLagging(cards.listLagging(since), deskId, name);
        List<Long> undelivered = cards.listUndelivered(since);
        if (undelivered.isEmpty()) {
            alerts.clear(ALERT);
            return;
        }
        for (long id : undelivered) {
            boolean isNew = events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.UNDELIVERED, "UNDELIVERED", now,
                    null));
            // Who wrote out of hours was told so, and expects nobody yet.
            if (isNew && policies.current().routing().isOpen(handoffs.get(id).team(), now)) {
                care.tellExpectation(id);
            }
        }
        alerts.raise(ALERT, name + " does not take " + undelivered.size() + (undelivered.size() == 1
                ? " handoff."
                : " handoffs.") + " They wait on the page /admin/handoffs, the oldest is " + undelivered.getFirst()
                + ". What is wrong: ./parley channels check " + deskId);
    }

    /** Who is being helped already must not be left alone, either. */
    private void alertOfLagging(List<Long> handoffs, String deskId, String name) {
        if (handoffs.isEmpty()) {
            alerts.clear(LAGGING);
            return;
        }
        alerts.raise(LAGGING, name + " does not show what customers wrote in " + handoffs.size() + (handoffs.size() == 1
                ? " handoff."
                : " handoffs.") + " Go on with them on the page /admin/handoffs, first with " + handoffs.getFirst()
                + ". What is wrong: ./parley channels check " + deskId);
    }
}
