package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.routing.Routing;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Verdict;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a handoff beside answering: calling people, moving it, putting it off, leaving it. Thread-safe; each
 * holds the conversation's lock and looks again whether it still applies.
 */
@Singleton
public class HandoffCare {

    static final String REMINDED = "REMINDED";
    static final String EXPECTATION = "EXPECTATION";
    static final String NEXT = "NEXT";
    static final String PROMISED = "PROMISED";
    private static final String NOBODY = "NOBODY:";

    private final Handoffs handoffs;
    private final HandoffEvents events;
    private final Conversations conversations;
    private final Policies policies;
    private final AgentMentions mentions;
    private final Clock clock;

    HandoffCare(Handoffs handoffs, HandoffEvents events, Conversations conversations, Policies policies,
            AgentMentions mentions, Clock clock) {
        this.handoffs = handoffs;
        this.events = events;
        this.conversations = conversations;
        this.policies = policies;
        this.mentions = mentions;
        this.clock = clock;
    }

    /** Nobody claimed it: the team is called again, once each time that it gets it. */
    void remind(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            if (handoff.state() == Handoff.State.OPEN) {
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.REMINDED,
                        REMINDED + ":" + handoff.team() + stay(id, event -> true),
                        clock.instant(), null,
                        "⏰ Nobody has claimed this for " + since(handoff.openedAt()) + ".",
                        withLeads(handoff, conversation.language())));
            }
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /**
     * Whoever leads must know before the time that was promised is over; and who speaks the customer's language is asked by
     * name.
     */
    private @Nullable String withLeads(Handoff handoff, String language) {
        String mention = handoff.mention();
        String called = Stream.of(mentions.leads(handoff.destination()),
                mentions.speakers(handoff.destination(), language), mention == null ? "" : mention)
                .flatMap(each -> Stream.of(each.split(" "))).filter(each -> !each.isEmpty())
                .distinct().collect(Collectors.joining(" "));
        return called.isEmpty() ? null : called;
    }

    /** Still nobody, or no desk that shows it: the customer is told the truth, once. */
    public void tellExpectation(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            if (handoff.state() != Handoff.State.OPEN || !events.addOnce(HandoffEvent.silent(id,
                    HandoffEvent.Kind.EXPECTATION, EXPECTATION, clock.instant(), null))) {
                return new Handoffs.Change(handoff, conversation);
            }
            // Who was told something particular is not spoken to of places in a line.
            boolean isParticular = voice(conversation).findHandoff(handoff.rule(), conversation.language()).isPresent();
            return new Handoffs.Change(handoff, isParticular
                    ? conversation
                    : conversations.say(conversation,
                            Line.bot(voice(conversation).expectation(conversation.language()))));
        });
    }

    /** Claimed, but not answered, and the time that was promised is nearly over: the agent and whoever leads are called. */
    void warnOfPromise(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            String agent = handoff.agentName();
            if (handoff.state() == Handoff.State.CLAIMED && agent != null) {
                String own = mentions.findMention(handoff.destination(), agent).orElse("");
                String called = (own + " " + mentions.leads(handoff.destination())).strip();
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED, PROMISED, clock.instant(), null,
                        "⏰ " + agent + " has this, and the time that was promised for an answer is nearly over.",
                        called.isEmpty() ? handoff.mention() : called));
            }
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /**
     * Still nobody: the next team gets it; where there is none, the team is called once more. Not in circles: where it was
     * once, it comes again only if a person put it back.
     */
    void moveOn(long id) {
        Routing routing = policies.current().routing();
        String since = stay(id, event -> event.person() != null);
        String team = handoffs.get(id).team();
        boolean isSaid = events.findByHandoffIdOrderById(id).stream()
                .anyMatch(event -> event.onceKey().equals(NOBODY + team + since));
        if (isSaid && routing.findNextTeam(team, clock.instant()).isEmpty()) {
            // A fallback may begin to work later.
            return;
        }
        handoffs.change(id, (handoff, conversation) -> {
            Optional<String> next = routing.findNextTeam(handoff.team(), clock.instant());
            if (handoff.state() != Handoff.State.OPEN || !events.addOnce(next.isPresent()
                    ? HandoffEvent.silent(id, HandoffEvent.Kind.MOVED, NEXT + ":" + handoff.team() + since,
                            clock.instant(), null)
                    : HandoffEvent.remark(id, HandoffEvent.Kind.REMINDED, NOBODY + handoff.team() + since,
                            clock.instant(), null,
                            "🚨 Still nobody has claimed this, and team " + handoff.team()
                                    + " has no fallback that is at work.",
                            withLeads(handoff, conversation.language())))) {
                return new Handoffs.Change(handoff, conversation);
            }
            return new Handoffs.Change(next.map(other -> moved(handoff, other, null)).orElse(handoff), conversation);
        });
    }

    /** Names the time since the last of certain moves; empty: there was none. */
    private String stay(long id, Predicate<HandoffEvent> counts) {
        return events.findByHandoffIdOrderById(id).stream()
                .filter(event -> event.kind() == HandoffEvent.Kind.MOVED && event.remark() != null).filter(counts)
                .map(event -> ":" + event.happenedAt().getEpochSecond()).reduce((first, last) -> last).orElse("");
    }

    /**
     * Another team has it from now on, and the one who had it no longer.
     *
     * @throws dev.parley.gateway.config.ParleyException INVALID_REQUEST when there is no such team, CONFLICT when it is over
     */
    public Handoff assign(long id, String team, String by) {
        return handoffs.change(id, (handoff, conversation) -> {
            Handoffs.checkNotOver(handoff);
            Routing routing = policies.current().routing();
            boolean wasClaimed = handoff.state() == Handoff.State.CLAIMED;
            boolean expected = wasClaimed || routing.isOpen(handoff.team(), clock.instant());
            Handoff moved = moved(handoff, team, by);
            Conversation told = conversation;
            if (expected && !routing.isOpen(team, clock.instant())) {
                told = conversations.say(told, Line.bot(voice(told).outOfHours(told.language(),
                        clock.instant().atZone(ZoneOffset.UTC),
                        routing.findOpening(team, clock.instant()).orElse(null))));
            }
            if (wasClaimed) {
                told = conversations.say(told, Line.notice(ConversationEvent.Notice.HANDOFF,
                        voice(told).waiting(told.language(), handoffs.countAhead(moved))));
            }
            return new Handoffs.Change(moved, told.handledBy(Conversation.Handler.WAITING));
        });
    }

    /**
     * A colleague has it from now on, and is called. CONFLICT when it is over.
     *
     * @param agent somebody who can answer it, by the name that customers see
     */
    public Handoff give(long id, String agent, String by) {
        return handoffs.change(id, (handoff, conversation) -> {
            Handoffs.checkNotOver(handoff);
            if (agent.equals(handoff.agentName())) {
                return new Handoffs.Change(handoff, conversation);
            }
            Instant now = clock.instant();
            events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.CLAIMED, "CLAIMED:" + now, now, agent,
                    "➡️ " + (by.equals(agent) ? agent + " took this over." : by + " gave this to " + agent + "."),
                    mentions.findMention(handoff.destination(), agent).orElse(null)));
            return handoffs.joined(handoff.freed(), conversation, agent);
        });
    }

    /**
     * A customer who waits for a person, or has one, touches a topic that the bot must leave alone: whoever is there for it is
     * called, once. What nobody has claimed goes to them; what somebody has stays with that person.
     */
    public void touched(Conversation conversation, Verdict.HandOff topic) {
        handoffs.findLast(conversation.key()).filter(last -> last.state() != Handoff.State.RESOLVED
                && !String.valueOf(topic.rule()).equals(last.rule())
                && !conversation.channel().equals(Conversation.DRILL))
                .ifPresent(last -> handoffs.change(last.key(), (handoff, locked) -> {
                    Instant now = clock.instant();
                    Route route = policies.current().routing().route(topic.reason(), topic.category(),
                            locked.language(), max(topic.priority(), handoff.priority()), now);
                    boolean isNews = events.addOnce(HandoffEvent.remark(handoff.key(),
                            handoff.wouldMoveTo(route) ? HandoffEvent.Kind.MOVED : HandoffEvent.Kind.NUDGED,
                            "TOUCHED:" + topic.rule(), now, null,
                            "⚠️ Now the customer writes about this: " + topic.why(),
                            route.mention()));
                    return isNews
                            ? new Handoffs.Change(handoff.moreUrgent(route), warned(handoff, topic, locked))
                            : new Handoffs.Change(handoff, locked);
                }));
    }

    /** While nobody has it, whoever may be in danger is told where help is; a person who has it says so in their own words. */
    private Conversation warned(Handoff handoff, Verdict.HandOff topic, Conversation conversation) {
        return handoff.state() == Handoff.State.OPEN
                ? voice(conversation).findHandoff(topic.rule(), conversation.language())
                        .map(words -> conversations.say(conversation, Line.bot(words))).orElse(conversation)
                : conversation;
    }

    private static Priority max(Priority one, Priority other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Handoff moved(Handoff handoff, String team, @Nullable String by) {
        Instant now = clock.instant();
        Route route = policies.current().routing().routeTo(team, handoff.priority(), now);
        events.addOnce(HandoffEvent.remark(handoff.key(), HandoffEvent.Kind.MOVED, "MOVED:" + now, now, by,
                "➡️ " + (by == null ? "Nobody claimed it: it" : by + " moved it: it") + " is team " + team
                        + "'s now.",
                route.mention()));
        return handoff.movedTo(route);
    }

    /** Nobody is reminded of it for a while. CONFLICT as for {@link Handoffs#claim}. */
    public Handoff snooze(long id, String agent, Duration pause) {
        return handoffs.change(id, (handoff, conversation) -> {
            Handoffs.checkNotElses(handoff, agent);
            Instant now = clock.instant();
            events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.SNOOZED, "SNOOZED:" + now, now, agent));
            return new Handoffs.Change(handoff.snoozed(now.plus(pause)), conversation);
        });
    }

    /** It was put off until now. */
    void wake(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            if (handoff.state() == Handoff.State.RESOLVED || handoff.snoozedUntil() == null) {
                return new Handoffs.Change(handoff, conversation);
            }
            String agent = handoff.agentName();
            events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED, "AWAKE:" + handoff.snoozedUntil(),
                    clock.instant(), null, "⏰ This was put off until now.", agent == null
                            ? handoff.mention()
                            : mentions.findMention(handoff.destination(), agent).orElse(null)));
            return new Handoffs.Change(handoff.snoozed(null), conversation);
        });
    }

    /** Claimed, but silent: the agent is called. */
    void nudge(long id, Silence silence) {
        whileSilent(id, silence, (handoff, conversation) -> {
            String agent = handoff.agentName();
            if (agent != null) {
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED, silence.nudged(),
                        clock.instant(), null, "⏰ The customer waits for your answer.",
                        mentions.findMention(handoff.destination(), agent).orElse(null)));
            }
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /** Claimed, and still silent long after the agent was called: whoever leads is called. */
    void callLeads(long id, Silence silence) {
        whileSilent(id, silence, (handoff, conversation) -> {
            String leads = mentions.leads(handoff.destination());
            events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED, silence.abandoned(), clock.instant(), null,
                    "🚨 " + handoff.agentName() + " has this, and the customer still waits. A lead can assign it.",
                    leads.isEmpty() ? handoff.mention() : leads));
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /** The agent answered, and the customer is silent. */
    void askStillThere(long id, Silence silence) {
        whileSilent(id, silence, (handoff, conversation) -> {
            Conversation asked = conversations.say(conversation,
                    Line.bot(voice(conversation).stillThere(conversation.language())));
            events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.ASKED, Silence.asked(asked.lastSeq()),
                    clock.instant(), null));
            return new Handoffs.Change(handoff, asked);
        });
    }

    /** The customer did not even answer that. */
    void closeLeft(long id, Silence silence) {
        whileSilent(id, silence, (handoff, conversation) -> handoffs.left(handoff, conversation));
    }

    /** Unless somebody broke the silence, or somebody else has it, since that was looked at. */
    private void whileSilent(long id, Silence silence,
            BiFunction<Handoff, Conversation, Handoffs.Change> step) {
        handoffs.change(id, (handoff, conversation) -> handoff.state() == Handoff.State.CLAIMED
                && silence.equals(Silence.of(handoff, handoffs.listLines(id)))
                        ? step.apply(handoff, conversation)
                        : new Handoffs.Change(handoff, conversation));
    }

    private String since(Instant then) {
        long minutes = Duration.between(then, clock.instant()).toMinutes();
        return minutes < 1 ? "a moment" : minutes + " min";
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }
}
