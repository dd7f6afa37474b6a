package dev.parley.gateway.webhook;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to one address. Immutable.
 *
 * @param messageId the same at every attempt and every address, by which a receiver knows it again
 * @param subject what it is about; messages about the same leave one after the other
 * @param conversationId whose content it has; null: nobody's
 * @param error why the last attempt failed; null: there was none, or it went well
 */
@MappedEntity("webhook_delivery")
record WebhookDelivery(@Id @GeneratedValue @Nullable Long id, String url, String messageId, String subject,
        @Nullable Long conversationId, String type, String body, State state, Instant createdAt, int attempts,
        Instant nextAttemptAt, @Nullable String error) {

    enum State {
        /** Not taken yet. */
        PENDING,
        /** Taken. */
        DELIVERED,
        /** Not taken after the last attempt. */
        REFUSED
    }

    static WebhookDelivery of(String url, String messageId, String subject, @Nullable Long conversationId, String type,
            String body, Instant now) {
        return new WebhookDelivery(null, url, messageId, subject, conversationId, type, body, State.PENDING, now, 0,
                now, null);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
