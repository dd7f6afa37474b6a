package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that a channel must be handed, and what became of it.
 *
 * @param attempts how often it was given to the channel; also the fencing token of the attempt that is under way
 * @param nextAttemptAt when to try (again); while an attempt is under way, when it counts as broken off
 * @param sendingSince when the attempt under way began; null when there is none
 * @param externalId as the channel named the line; null before it was sent
 * @param uncertain how often an attempt was broken off, so that nobody knows whether the platform got the line
 * @param amendment what is to be done about a line that was sent; null: it is to be sent
 */
@MappedEntity("outbox")
record OutboxRow(@Id @GeneratedValue @Nullable Long id, long conversationId, long seq, State state, int attempts,
        Instant nextAttemptAt, @Nullable Instant settledAt, @Nullable String externalId, @Nullable String error,
        @Nullable Instant sendingSince, int uncertain, @Nullable Amendment amendment) {

    enum State {
        PENDING, SENT, REJECTED
    }

    enum Amendment {
        /** It reads otherwise by now. */
        CHANGE,
        /** It was taken back. */
        REMOVAL
    }

    static OutboxRow pending(long conversationId, long seq, Instant now) {
        return new OutboxRow(null, conversationId, seq, State.PENDING, 0, now, null, null, null, null, 0,
                null);
    }

    /** An attempt begins. When an earlier one never ended, its outcome stays unknown. */
    OutboxRow sending(Instant now, Instant brokenOffAt) {
        return new OutboxRow(id, conversationId, seq, state, attempts + 1, brokenOffAt, null, externalId, null,
                now, sendingSince == null ? uncertain : uncertain + 1, amendment);
    }

    OutboxRow sent(String platformId, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.SENT, attempts, nextAttemptAt, now, platformId, null, null,
                uncertain, null);
    }

    /** It could not be changed, or taken away: it is shown as it was. */
    OutboxRow standing(String why, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.SENT, attempts, nextAttemptAt, now, externalId, why, null,
                uncertain, null);
    }

    OutboxRow rejected(String why, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.REJECTED, attempts, nextAttemptAt, now, externalId, why,
                null, uncertain, amendment);
    }

    /** @param unknown whether the platform may have it: then the attempt counts as broken off */
    OutboxRow retryAt(Instant then, boolean unknown) {
        return new OutboxRow(id, conversationId, seq, state, attempts, then, null, externalId, null,
                unknown ? sendingSince : null, uncertain, amendment);
    }

    /** It is to be changed or taken away where it is shown; an earlier change that is under way no longer counts. */
    OutboxRow amended(Amendment how, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.PENDING, attempts + 1, now, null, externalId, null, null,
                uncertain, how);
    }

    /** No platform has it, and none is being handed it. */
    boolean isUnheard() {
        return state != State.SENT && externalId == null && sendingSince == null && uncertain == 0;
    }

    /** Whether the channel has it and named it. */
    boolean isAmendable() {
        return externalId != null && !externalId.isEmpty()
                && (state == State.SENT || amendment == Amendment.CHANGE);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
