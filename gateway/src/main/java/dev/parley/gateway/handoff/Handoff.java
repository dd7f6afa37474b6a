package dev.parley.gateway.handoff;

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
 */
@MappedEntity
public record Handoff(@Id @GeneratedValue @Nullable Long id, long conversationId, long turnId, State state,
        String reason, @Nullable String rule, String category, Priority priority, String articlesTried,
        Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt, @Nullable String agentName,
        @Nullable Outcome outcome) {

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

    static Handoff open(long conversationId, long turnId, String reason, @Nullable String rule, String category,
            Priority priority, String articlesTried, Instant now) {
        return new Handoff(null, conversationId, turnId, State.OPEN, reason, rule, category, priority, articlesTried,
                now, null, null, null, null);
    }

    Handoff claimedBy(String agent, Instant now) {
        return new Handoff(id, conversationId, turnId, State.CLAIMED, reason, rule, category, priority, articlesTried,
                openedAt, now, null, agent, null);
    }

    Handoff ended(Outcome how, String agent, Instant now) {
        return new Handoff(id, conversationId, turnId, State.RESOLVED, reason, rule, category, priority, articlesTried,
                openedAt, claimedAt, now, agentName == null ? agent : agentName, how);
    }
}
