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
 * @param uncertain how often an attempt was broken off, so that nobody knows whether the platform got the line
 */
@MappedEntity("outbox")
record OutboxRow(@Id @GeneratedValue @Nullable Long id, long conversationId, long seq, State state, int attempts,
        Instant nextAttemptAt, @Nullable Instant settledAt, @Nullable String externalId, @Nullable String error,
        @Nullable Instant sendingSince, int uncertain) {

    enum State {
        PENDING, SENT, REJECTED
    }

    static OutboxRow pending(long conversationId, long seq, Instant now) {
        return new OutboxRow(null, conversationId, seq, State.PENDING, 0, now, null, null, null, null, 0);
    }

    /** An attempt begins. When an earlier one never ended, its outcome stays unknown. */
    OutboxRow sending(Instant now, Instant brokenOffAt) {
        return new OutboxRow(id, conversationId, seq, state, attempts + 1, brokenOffAt, null, null, null, now,
                sendingSince == null ? uncertain : uncertain + 1);
    }

    OutboxRow sent(String platformId, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.SENT, attempts, nextAttemptAt, now, platformId, null, null,
                uncertain);
    }

    OutboxRow rejected(String why, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.REJECTED, attempts, nextAttemptAt, now, null, why, null,
                uncertain);
    }

    /** @param unknown whether the platform may have it: then the attempt counts as broken off */
    OutboxRow retryAt(Instant then, boolean unknown) {
        return new OutboxRow(id, conversationId, seq, state, attempts, then, null, null, null,
                unknown ? sendingSince : null, uncertain);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
