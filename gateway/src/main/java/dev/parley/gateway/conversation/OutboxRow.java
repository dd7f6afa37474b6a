package dev.parley.gateway.conversation;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line that a channel must be handed, and what became of it. */
@MappedEntity("outbox")
record OutboxRow(@Id @GeneratedValue @Nullable Long id, long conversationId, long seq, State state, int attempts,
        Instant nextAttemptAt, @Nullable Instant settledAt, @Nullable String externalId, @Nullable String error) {

    enum State {
        PENDING, SENT, REJECTED
    }

    static OutboxRow pending(long conversationId, long seq, Instant now) {
        return new OutboxRow(null, conversationId, seq, State.PENDING, 0, now, null, null, null);
    }

    OutboxRow sent(String platformId, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.SENT, attempts + 1, nextAttemptAt, now, platformId, null);
    }

    OutboxRow rejected(String why, Instant now) {
        return new OutboxRow(id, conversationId, seq, State.REJECTED, attempts + 1, nextAttemptAt, now, null, why);
    }

    OutboxRow retryAt(Instant then) {
        return new OutboxRow(id, conversationId, seq, state, attempts + 1, then, null, null, null);
    }
}
