package dev.parley.gateway.handoff;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Routing;
import dev.parley.gateway.routing.Timers;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no handoff is forgotten: calls the team again, tells the customer the truth, moves on to the next team,
 * calls a silent agent, closes what a silent customer left, and alerts to what waits longer than was promised. Each thing
 * happens once, because it is stored under a key in the same transaction. Of several replicas one does so. Thread-safe.
 */
@Singleton
class HandoffTimers {

    private static final Logger LOG = LoggerFactory.getLogger(HandoffTimers.class);
    private static final String LEASE_NAME = "handoff-timers";
    private static final String OVERDUE = "handoffs.overdue";
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** The share of the promised time after which also what is snoozed is called for. Chosen, not measured. */
    private static final double LAST_CALL = 0.8;
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final HandoffEvents events;
    private final HandoffRepository repository;
    private final Alerts alerts;
    private final Handoffs handoffs;
    private final HandoffCare care;
    private final Policies policies;
    private final Leases leases;
    private final Clock clock;
    private final Pages pages = new Pages();

    HandoffTimers(HandoffEvents events, HandoffRepository repository, Alerts alerts, Handoffs handoffs,
            HandoffCare care, Policies policies, Leases leases, Clock clock) {
        this.events = events;
        this.repository = repository;
        this.alerts = alerts;
        this.handoffs = handoffs;
        this.care = care;
        this.policies = policies;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "2s")
    void sweep() {
        if (!leases.take(LEASE_NAME, LEASE)) {
            return;
        }
        alertOfOverdue();
        events.listAwake(clock.instant()).forEach(id -> quietly(id, care::wake));
        Timers timers = policies.current().routing().timers();
        remind(timers.remind());
        warnOfPromises();
        // What agents put off the customer still waits for.
        whenWaiting(timers.expectation(), FAR, HandoffCare.EXPECTATION, false, care::tellExpectation);
        whenWaiting(timers.next(), clock.instant(), HandoffCare.NEXT, true, care::moveOn);
        if (timers.idle() > 0) {
            Instant since = clock.instant().minus(Timers.minutes(timers.idle()));
            pages.next("silent", behind -> events.listSilent(behind, since, clock.instant()), Long::longValue)
                    .forEach(id -> quietly(id, this::silent));
        }
    }

    private void alertOfOverdue() {
        HandoffCount overdue = repository.countOverdue(clock.instant());
        Instant oldest = overdue.oldest();
        if (oldest == null) {
            alerts.clear(OVERDUE);
            return;
        }
        alerts.raise(OVERDUE, (overdue.handoffs() == 1 ? "1 handoff waits" : overdue.handoffs() + " handoffs wait")
                + " longer than was promised, the oldest for "
                + Duration.between(oldest, clock.instant()).toMinutes() + " minutes. See /admin/handoffs.");
    }

    /** After so many minutes, but before the time that was promised is over. */
    private void remind(double minutes) {
        if (minutes <= 0) {
            return;
        }
        Routing routing = policies.current().routing();
        Instant now = clock.instant();
        for (long id : pages.next(HandoffCare.REMINDED,
                behind -> events.listWaiting(behind, now, FAR, HandoffCare.REMINDED, false), Long::longValue)) {
            Handoff handoff = handoffs.get(id);
            double promised = routing.slaMinutes(handoff.team(), handoff.priority());
            boolean isSnoozed = handoff.snoozedUntil() != null && handoff.snoozedUntil().isAfter(now);
            // Whatever an agent put off: before the promise is broken, somebody must know.
            whenDue(handoff, isSnoozed ? promised * LAST_CALL : Math.min(minutes, promised / 2), care::remind);
        }
    }

    /** Somebody claimed it and says nothing: also then somebody must know before the promise is broken. */
    private void warnOfPromises() {
        Routing routing = policies.current().routing();
        for (Handoff handoff : pages.next(HandoffCare.PROMISED,
                behind -> repository.listUnanswered(behind, HandoffCare.PROMISED), Handoff::key)) {
            whenDue(handoff, routing.slaMinutes(handoff.team(), handoff.priority()) * LAST_CALL, care::warnOfPromise);
        }
    }

    /**
     * @param awake what is snoozed for longer is left alone
     * @param byPeople as for {@link HandoffEvents#listWaiting}
     */
    private void whenWaiting(double minutes, Instant awake, String key, boolean byPeople, LongConsumer step) {
        if (minutes <= 0) {
            return;
        }
        Instant now = clock.instant();
        for (long id : pages.next(key,
                behind -> events.listWaiting(behind, now.minus(Timers.minutes(minutes)), awake, key, byPeople),
                Long::longValue)) {
            whenDue(handoffs.get(id), minutes, step);
        }
    }

    /** Only a team's hours count, and out of them it is not called: the customer was told so. */
    private void whenDue(Handoff handoff, double minutes, LongConsumer step) {
        Routing routing = policies.current().routing();
        Instant now = clock.instant();
        if (!routing.isOpen(handoff.team(), now)) {
            return;
        }
        Instant since = events.findByHandoffIdOrderById(handoff.key()).stream()
                .filter(event -> event.kind() == HandoffEvent.Kind.MOVED).map(HandoffEvent::happenedAt)
                .max(Instant::compareTo).orElse(handoff.openedAt());
        if (!routing.after(handoff.team(), since, Timers.minutes(minutes)).isAfter(now)) {
            quietly(handoff.key(), step);
        }
    }

    /** At night neither agents nor customers are expected to write. */
    private void silent(long id) {
        Handoff handoff = handoffs.get(id);
        Silence silence = Silence.of(handoff, handoffs.listLines(id));
        Routing routing = policies.current().routing();
        Instant now = clock.instant();
        Duration patience = Timers.minutes(routing.timers().idle());
        if (!routing.isOpen(handoff.team(), now)
                || routing.after(handoff.team(), silence.since(), patience).isAfter(now)) {
            return;
        }
        Map<String, Instant> done = events.findByHandoffIdOrderById(id).stream()
                .collect(Collectors.toMap(HandoffEvent::onceKey, HandoffEvent::happenedAt));
        Instant called = done.get(silence.nudged());
        if (!silence.isAgents()) {
            if (silence.isAsked() && done.containsKey(Silence.asked(silence.seq()))) {
                care.closeLeft(id, silence);
            } else {
                care.askStillThere(id, silence);
            }
        } else if (called == null) {
            care.nudge(id, silence);
        } else if (!done.containsKey(silence.abandoned())
                && !routing.after(handoff.team(), called, patience).isAfter(now)) {
            care.callLeads(id, silence);
        }
    }

    private static void quietly(long id, LongConsumer step) {
        try {
            step.accept(id);
        } catch (RuntimeException e) {
            LOG.error("a timer of handoff {} failed; it is tried again", id, e);
        }
    }
}
