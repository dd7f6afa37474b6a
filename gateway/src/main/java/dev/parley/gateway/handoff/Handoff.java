package dev.parley.gateway.handoff;

import dev.parley.gateway.metrics.Agreement;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.rules.Priority;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One conversation given to people. Immutable; changed only while its conversation is locked.
 *
 * @param turnId the turn that led to it
 * @param reason the reason's code
 * @param rule the rule that matched, or null
 * @param articlesTried JSON: what the bot considered
 * @param agentName who claimed it, as customers see the name; null while nobody did
 * @param outcome how it ended; null while it did not
 * @param team who should take it
 * @param destination where that team's desk shows it; null: its default
 * @param mention whom the desk calls; null: nobody
 * @param dueAt by when somebody should answer; null for handoffs of older versions
 * @param why in a sentence for the person; null for handoffs of older versions
 * @param draft what the bot would have answered in shadow mode, or null
 * @param snoozedUntil until when nobody is reminded of it, or null
 * @param solution what came of it, as the agent says; null: not said
 * @param reopens the handoff before, whose card this one shares if both are at one place; null: there was none lately
 * @param draftAgreement how much the first reply has in common with the draft, 0 to 1; null while there is none
 */
@MappedEntity
public record Handoff(@Id @GeneratedValue @Nullable Long id, long conversationId, long turnId, State state,
        String reason, @Nullable String rule, String category, Priority priority, String articlesTried,
        Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt, @Nullable String agentName,
        @Nullable Outcome outcome, String team, @Nullable String destination, @Nullable String mention,
        @Nullable Instant dueAt, @Nullable String why, @Nullable String draft, @Nullable Double draftAgreement,
        @Nullable Instant snoozedUntil, @Nullable Solution solution, @Nullable Long reopens) {

    /** Where it stands. */
    public enum State {
        /** Nobody has it yet. */
        OPEN,
        /** A person has it. */
        CLAIMED,
        /** It is over. */
        RESOLVED
    }

    /** How it ended. */
    public enum Outcome {
        /** A person closed the conversation. */
        RESOLVED,
        /** A person gave the conversation back to the bot. */
        RETURNED
    }

    /** What came of it. */
    public enum Solution {
        /** The customer has what they wanted. */
        SOLVED,
        /** The customer has not. */
        NOT_SOLVED,
        /** It was no customer. */
        SPAM
    }

    static Handoff open(long conversationId, Handoffs.Opening opening, Route route, @Nullable Long reopens,
            Instant now) {
        return new Handoff(null, conversationId, opening.turnId(), State.OPEN, opening.reason().code(), opening.rule(),
                opening.category(), route.priority(), opening.articlesTried(), now, null, null, null, null,
                route.team(), route.destination(), route.mention(), route.dueAt(), opening.why(), opening.draft(),
                null, null, null, reopens);
    }

    Handoff claimedBy(String agent, Instant now) {
        return with(State.CLAIMED, now, resolvedAt, agent, null, draftAgreement);
    }

    Handoff ended(Outcome how, String agent, Instant now) {
        return with(State.RESOLVED, claimedAt, now, agentName == null ? agent : agentName, how, draftAgreement);
    }

    /** Nobody has it, whether somebody had it or it was over. */
    Handoff freed() {
        return with(State.OPEN, null, null, null, null, draftAgreement);
    }

    /** The first reply is held against the draft. */
    Handoff repliedWith(String text) {
        return draft == null || draftAgreement != null
                ? this
                : with(state, claimedAt, resolvedAt, agentName, outcome, Agreement.of(draft, text));
    }

    private Handoff with(State nextState, @Nullable Instant nextClaimedAt, @Nullable Instant nextResolvedAt,
            @Nullable String nextAgent, @Nullable Outcome nextOutcome, @Nullable Double nextAgreement) {
        return new Handoff(id, conversationId, turnId, nextState, reason, rule, category, priority, articlesTried,
                openedAt, nextClaimedAt, nextResolvedAt, nextAgent, nextOutcome, team, destination, mention, dueAt, why,
                draft, nextAgreement, null, solution, reopens);
    }

    /** Nobody is reminded of it until then; null: it is put off no longer. */
    Handoff snoozed(@Nullable Instant until) {
        return new Handoff(id, conversationId, turnId, state, reason, rule, category, priority, articlesTried, openedAt,
                claimedAt, resolvedAt, agentName, outcome, team, destination, mention, dueAt, why, draft,
                draftAgreement, until, solution, reopens);
    }

    /** What came of it, and what it was really about. */
    Handoff solved(@Nullable Solution how, String about) {
        return new Handoff(id, conversationId, turnId, state, reason, rule, about, priority, articlesTried, openedAt,
                claimedAt, resolvedAt, agentName, outcome, team, destination, mention, dueAt, why, draft,
                draftAgreement, snoozedUntil, how, reopens);
    }

    /** Another team has it; nobody claimed it there yet. */
    Handoff movedTo(Route route) {
        return new Handoff(id, conversationId, turnId, State.OPEN, reason, rule, category, priority, articlesTried,
                openedAt, null, resolvedAt, null, outcome, route.team(), route.destination(), route.mention(),
                route.dueAt(), why, draft, draftAgreement, null, solution, null);
    }

    /** Nobody has it, and another team is meant. */
    boolean wouldMoveTo(Route route) {
        return state == State.OPEN && !route.team().equals(team);
    }

    /** It is about something that cannot wait; where nobody has it, another team may have to answer. */
    Handoff moreUrgent(Route route) {
        Handoff at = wouldMoveTo(route) ? movedTo(route) : this;
        Instant due = at.dueAt != null && at.dueAt.isBefore(route.dueAt()) ? at.dueAt : route.dueAt();
        return new Handoff(at.id, at.conversationId, at.turnId, at.state, at.reason, at.rule, at.category,
                route.priority(), at.articlesTried, at.openedAt, at.claimedAt, at.resolvedAt, at.agentName, at.outcome,
                at.team, at.destination, at.mention, due, at.why, at.draft, at.draftAgreement, null, at.solution,
                at.reopens);
    }

    /** The row's key; every stored one has one. */
    public long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
