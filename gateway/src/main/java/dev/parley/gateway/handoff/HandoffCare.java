package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.routing.Routing;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
    /** With the number of the last line. */
    static final String NUDGED = "NUDGED:";

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

    /** Nobody claimed it: the team is called again. */
    void remind(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            if (handoff.state() == Handoff.State.OPEN) {
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.REMINDED, REMINDED + ":" + handoff.team(),
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
            // Who is told something particular is not spoken to of places in a line.
            boolean isParticular = voice(conversation).findHandoff(handoff.rule(), conversation.language()).isPresent();
            if (isParticular || handoff.state() != Handoff.State.OPEN || !events.addOnce(HandoffEvent.silent(id,
                    HandoffEvent.Kind.EXPECTATION, EXPECTATION, clock.instant(), null))) {
                return new Handoffs.Change(handoff, conversation);
            }
            return new Handoffs.Change(handoff, conversations.say(conversation,
                    Line.bot(voice(conversation).expectation(conversation.language()))));
        });
    }

    /** Still nobody: the next team gets it; where there is none, the team is called once more. */
    void moveOn(long id) {
        Routing routing = policies.current().routing();
        handoffs.change(id, (handoff, conversation) -> {
            Optional<String> next = routing.findNextTeam(handoff.team(), clock.instant());
            if (handoff.state() != Handoff.State.OPEN || !events.addOnce(next.isPresent()
                    ? HandoffEvent.silent(id, HandoffEvent.Kind.MOVED, NEXT + ":" + handoff.team(), clock.instant(),
                            null)
                    : HandoffEvent.remark(id, HandoffEvent.Kind.REMINDED, NEXT + ":" + handoff.team(), clock.instant(),
                            null,
                            "🚨 Still nobody has claimed this, and team " + handoff.team()
                                    + " has no fallback that is at work.",
                            withLeads(handoff, conversation.language())))) {
                return new Handoffs.Change(handoff, conversation);
            }
            return new Handoffs.Change(next.map(team -> moved(handoff, team, null)).orElse(handoff), conversation);
        });
    }

    /**
     * Another team has it from now on, and the one who had it no longer.
     *
     * @throws dev.parley.gateway.config.ParleyException INVALID_REQUEST when there is no such team, CONFLICT when it is over
     */
    public Handoff assign(long id, String team, String by) {
        return handoffs.change(id, (handoff, conversation) -> {
            Handoffs.checkNotOver(handoff);
            Handoff moved = moved(handoff, team, by);
            Conversation told = handoff.state() == Handoff.State.CLAIMED
                    ? conversations.say(conversation, Line.notice(ConversationEvent.Notice.HANDOFF,
                            voice(conversation).waiting(conversation.language(), handoffs.countAhead(moved))))
                    : conversation;
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
    void nudge(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            String agent = handoff.agentName();
            if (handoff.state() == Handoff.State.CLAIMED && agent != null) {
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED, nudged(conversation),
                        clock.instant(), null, "⏰ The customer waits for your answer.",
                        mentions.findMention(handoff.destination(), agent).orElse(null)));
            }
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /** Claimed, and still silent long after the agent was called: whoever leads is called. */
    void callLeads(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            String agent = handoff.agentName();
            if (handoff.state() == Handoff.State.CLAIMED && agent != null) {
                String leads = mentions.leads(handoff.destination());
                events.addOnce(HandoffEvent.remark(id, HandoffEvent.Kind.NUDGED,
                        "ABANDONED:" + conversation.lastSeq(), clock.instant(), null, "🚨 " + agent
                                + " claimed this, and the customer still waits. A lead can assign it to a team.",
                        leads.isEmpty() ? handoff.mention() : leads));
            }
            return new Handoffs.Change(handoff, conversation);
        });
    }

    /** The agent answered, and the customer is silent. */
    void askStillThere(long id) {
        handoffs.change(id, (handoff, conversation) -> {
            if (handoff.state() != Handoff.State.CLAIMED) {
                return new Handoffs.Change(handoff, conversation);
            }
            Conversation asked = conversations.say(conversation,
                    Line.bot(voice(conversation).stillThere(conversation.language())));
            events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.ASKED, asked(asked), clock.instant(), null));
            return new Handoffs.Change(handoff, asked);
        });
    }

    /** The customer did not even answer that. What else the bot may have said last, the agent is called for. */
    void closeLeft(long id) {
        Handoff handoff = handoffs.get(id);
        Conversation conversation = conversations.get(handoff.conversationId());
        boolean isAsked = events.findByHandoffIdOrderById(id).stream()
                .anyMatch(event -> event.onceKey().equals(asked(conversation)));
        if (isAsked) {
            handoffs.leave(id, Objects.requireNonNullElse(handoff.agentName(), "Parley"));
        } else {
            nudge(id);
        }
    }

    private static String nudged(Conversation conversation) {
        return NUDGED + conversation.lastSeq();
    }

    private static String asked(Conversation conversation) {
        return "ASKED:" + conversation.lastSeq();
    }

    private String since(Instant then) {
        long minutes = Duration.between(then, clock.instant()).toMinutes();
        return minutes < 1 ? "a moment" : minutes + " min";
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }
}
