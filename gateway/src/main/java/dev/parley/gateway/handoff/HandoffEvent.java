package dev.parley.gateway.handoff;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a handoff, once. Immutable.
 *
 * @param onceKey what makes it once for its handoff
 * @param person who did it; null: Parley itself
 * @param remark for the agents, below the card; null: nothing
 * @param mention whom the desk calls, in its own syntax; null: nobody
 * @param told whether the desk has shown the remark, or there is none
 */
@MappedEntity("handoff_event")
public record HandoffEvent(@Id @GeneratedValue @Nullable Long id, long handoffId, Kind kind, String onceKey,
        Instant happenedAt, @Nullable String person, @Nullable String remark, @Nullable String mention, boolean told) {

    /** What happened. */
    public enum Kind {
        /** People are needed. */
        OPENED,
        /** Somebody took it on. */
        CLAIMED,
        /** Somebody wrote to the customer. */
        REPLIED,
        /** It is over. */
        RESOLVED,
        /** The bot has the conversation again. */
        RETURNED,
        /** Another team has it. */
        MOVED,
        /** Nobody is reminded of it for a while. */
        SNOOZED,
        /** The team was called again. */
        REMINDED,
        /** The customer was told that it takes longer. */
        EXPECTATION,
        /** The agent was called, or, because that did not help, whoever leads; or what was put off came back. */
        NUDGED,
        /** The customer was asked whether they are still there. */
        ASKED,
        /** The customer rated it. */
        RATED,
        /** No desk took it in time. */
        UNDELIVERED
    }

    /** Something that the desk need not be told. */
    public static HandoffEvent silent(long handoffId, Kind kind, String onceKey, Instant at, @Nullable String person) {
        return new HandoffEvent(null, handoffId, kind, onceKey, at, person, null, null, true);
    }

    /** The customer's rating. */
    public static HandoffEvent rated(long handoffId, int score, Instant at) {
        return new HandoffEvent(null, handoffId, Kind.RATED, "RATED", at, null, String.valueOf(score), null, true);
    }

    /** Something that agents should read. */
    static HandoffEvent remark(long handoffId, Kind kind, String onceKey, Instant at, @Nullable String person,
            String remark, @Nullable String mention) {
        return new HandoffEvent(null, handoffId, kind, onceKey, at, person, remark, mention, false);
    }
}
