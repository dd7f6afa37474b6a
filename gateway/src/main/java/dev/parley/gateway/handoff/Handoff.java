package dev.parley.gateway.handoff;

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
 * @param draftAgreement how much the first reply has in common with the draft, 0 to 1; null while there is none
 */
@MappedEntity
public record Handoff(@Id @GeneratedValue @Nullable Long id, long conversationId, long turnId, State state,
        String reason, @Nullable String rule, String category, Priority priority, String articlesTried,
        Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt, @Nullable String agentName,
        @Nullable Outcome outcome, String team, @Nullable String destination, @Nullable String mention,
        @Nullable Instant dueAt, @Nullable String why, @Nullable String draft, @Nullable Double draftAgreement) {

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

    static Handoff open(long conversationId, Handoffs.Opening opening, Route route, Instant now) {
        return new Handoff(null, conversationId, opening.turnId(), State.OPEN, opening.reason().code(), opening.rule(),
                opening.category(), route.priority(), opening.articlesTried(), now, null, null, null, null,
                route.team(), route.destination(), route.mention(), route.dueAt(), opening.why(), opening.draft(),
                null);
    }

    Handoff claimedBy(String agent, Instant now) {
        return with(State.CLAIMED, now, resolvedAt, agent, null, draftAgreement);
    }

    Handoff ended(Outcome how, String agent, Instant now) {
        return with(State.RESOLVED, claimedAt, now, agentName == null ? agent : agentName, how, draftAgreement);
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
                draft, nextAgreement);
    }
}
