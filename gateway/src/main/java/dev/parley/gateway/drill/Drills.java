package dev.parley.gateway.drill;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.desk.Desks;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.webhook.Arrivals;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a synthetic handoff the real way and watches whether it arrives, by hand or on a schedule; raises an alert when it
 * does not. Of several replicas one keeps the schedule. Thread-safe.
 */
@Singleton
class Drills {

    private static final Logger LOG = LoggerFactory.getLogger(Drills.class);
    private static final String ALERT = "drill";
    private static final String AGENT = "Drill";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final DrillChannel channel;
    private final ParleyConfig.Drills settings;
    private final Conversations conversations;
    private final Handoffs handoffs;
    /** Asked for late: it needs the index, which only the start itself may load. */
    private final BeanProvider<Desks> desks;
    private final Arrivals arrivals;
    private final Alerts alerts;
    private final Leases leases;
    private final Clock clock;
    private volatile Instant next = Instant.EPOCH;

    Drills(DrillChannel channel, ParleyConfig config, Conversations conversations, Handoffs handoffs,
            BeanProvider<Desks> desks, Arrivals arrivals, Alerts alerts, Leases leases, Clock clock) {
        this.channel = channel;
        this.settings = config.drills();
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.desks = desks;
        this.arrivals = arrivals;
        this.alerts = alerts;
        this.leases = leases;
        this.clock = clock;
    }

    /** Who ran one has the lease until the next is due: then whoever comes first runs it. */
    @Scheduled(initialDelay = "30s", fixedDelay = "10s")
    void sweep() {
        if (settings.everyMinutes() == 0 || clock.instant().isBefore(next)
                || !leases.take("drills", Duration.ofMinutes(settings.everyMinutes()))) {
            return;
        }
        next = clock.instant().plus(Duration.ofMinutes(settings.everyMinutes()));
        for (String text : settings.texts()) {
            run(text);
        }
    }

    /** The first text of the configuration. */
    Drill run() {
        return run(settings.texts().getFirst());
    }

    /** Takes as long as the patience in the configuration, at most. */
    Drill run(String text) {
        Watch watch = new Watch(clock.instant());
        long handoffId = 0;
        try {
            // What a drill left that broke off, or arrived too late to be seen.
            handoffs.listOld(DrillChannel.ID, clock.instant().minusSeconds(2L * settings.patienceSeconds()))
                    .forEach(left -> end(left.key()));
            ConversationRef ref = channel.write("drill-" + UUID.randomUUID(), text);
            watch.step("accepted", true, "\"" + text + "\"");
            Optional<Handoff> opened = watch.until(() -> conversations.find(ref)
                    .flatMap(conversation -> handoffs.findLast(conversation.key())));
            if (opened.isPresent()) {
                handoffId = opened.get().key();
                watch(watch, opened.get());
                end(handoffId);
            } else {
                watch.step("handed to a person", false, conversations.find(ref).map(this::said)
                        .orElse("the message waits in the inbox; see ./parley channels and the log"));
            }
        } catch (RuntimeException e) {
            LOG.warn("a drill broke off", e);
            watch.step("ran to its end", false, String.valueOf(e.getMessage()));
        }
        return judged(new Drill(text, handoffId, watch.steps));
    }

    /** Somebody may have claimed it meanwhile. */
    private void end(long handoffId) {
        Handoff now = handoffs.get(handoffId);
        if (now.state() != Handoff.State.RESOLVED) {
            handoffs.resolve(handoffId, now.agentName() == null ? AGENT : now.agentName(), Handoff.Solution.SPAM,
                    null);
        }
    }

    private void watch(Watch watch, Handoff handoff) {
        watch.step("handed to a person", true, "reason " + handoff.reason() + ", team " + handoff.team()
                + ", due " + handoff.dueAt());
        boolean told = watch.until(() -> Optional.of(true).filter(yes -> conversations
                .listLinesAfter(handoff.conversationId(), 0).stream()
                .anyMatch(line -> line.type() == ConversationEvent.Type.NOTICE))).isPresent();
        watch.step("customer told", told, told ? "that a person will answer" : "nothing was said");
        Desks.Showing showing = watch
                .until(() -> Optional.of(desks.get().showing(handoff)).filter(Desks.Showing::isWhereItBelongs))
                .orElseGet(() -> desks.get().showing(handoff));
        watch.step("shown to agents", showing.isWhereItBelongs(), showing.text());
        if (arrivals.isConfigured()) {
            boolean taken = watch.until(() -> Optional.of(true).filter(yes -> arrivals.haveAllTaken(handoff.key())))
                    .isPresent();
            watch.step("webhooks", taken, taken ? "all addresses took it" : arrivals.explain(handoff.key()));
        }
    }

    private String said(Conversation conversation) {
        return "the bot kept it: " + conversations.listLinesAfter(conversation.key(), 0).stream()
                .filter(line -> line.type() == ConversationEvent.Type.BOT).map(JudgedLine::text)
                .reduce((first, second) -> second).orElse("no answer yet")
                + " Give a text that asks for a person.";
    }

    private Drill judged(Drill drill) {
        if (drill.isOk()) {
            alerts.clear(ALERT);
            LOG.info("drill: arrived after {} ms", drill.steps().getLast().after().toMillis());
        } else {
            Drill.Step failed = drill.steps().stream().filter(step -> !step.ok()).findFirst().orElseThrow();
            alerts.raise(ALERT, "A drill did not arrive within " + settings.patienceSeconds() + " s. " + failed.what()
                    + ": " + failed.detail() + " Try it: ./parley drill handoff");
        }
        return drill;
    }

    /** Looks again and again, and notes when what was seen. */
    private final class Watch {

        private final Instant begun;
        private final List<Drill.Step> steps = new ArrayList<>();

        Watch(Instant begun) {
            this.begun = begun;
        }

        void step(String what, boolean ok, String detail) {
            steps.add(new Drill.Step(what, ok, detail, Duration.between(begun, clock.instant())));
        }

        <T> Optional<T> until(Supplier<Optional<T>> look) {
            Instant end = begun.plusSeconds(settings.patienceSeconds());
            Optional<T> seen = look.get();
            while (seen.isEmpty() && clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK.toNanos());
                seen = look.get();
            }
            return seen;
        }
    }
}
