package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.ConversationRef;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place where one customer writes. Immutable; changed only while its row is locked, see {@link Conversations}.
 *
 * @param threadKey empty where the platform has no threads
 * @param customerId the customer as the platform names them
 * @param language the language the customer is answered in, ISO 639-1
 * @param handler who answers
 * @param lastSeq the number of the last line
 * @param firstReplyAt when the first line of a bot or an agent was handed to the channel
 * @param resolvedAt when a person closed it; null again once the customer writes
 * @param details what the customer said of themselves, see {@link Details}; null: nothing
 */
@MappedEntity
public record Conversation(@Id @GeneratedValue @Nullable Long id, String channel, String conversationKey,
        String threadKey, String customerId, @Nullable String customerName, String language, Handler handler,
        long lastSeq, Instant startedAt, Instant lastActivityAt, @Nullable Instant firstReplyAt,
        @Nullable Instant resolvedAt, @Nullable String details) {

    /** The channel where drills write: nobody waits there, so nobody is called and nothing is counted. */
    public static final String DRILL = "drill";

    /** Who answers in a conversation. */
    public enum Handler {
        /** The bot. */
        BOT,
        /** Nobody yet: it waits for a person, and the bot is silent. */
        WAITING,
        /** A person, and the bot is silent. */
        AGENT
    }

    /** The row's key; every conversation outside {@link Conversations} has one. */
    public long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    /** Where its channel finds it. */
    public ConversationRef ref() {
        return new ConversationRef(channel, conversationKey, threadKey.isEmpty() ? null : threadKey);
    }

    /** The customer wrote: it is open again. */
    public Conversation active(Instant now) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, language, handler,
                lastSeq, startedAt, now, firstReplyAt, null, details);
    }

    /** Handed to somebody. */
    public Conversation handledBy(Handler next) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, language, next,
                lastSeq, startedAt, lastActivityAt, firstReplyAt, resolvedAt, details);
    }

    /** The customer writes another language. */
    public Conversation in(String other) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, other, handler,
                lastSeq, startedAt, lastActivityAt, firstReplyAt, resolvedAt, details);
    }

    /** The customer is called so. */
    public Conversation of(String name) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, name, language, handler, lastSeq,
                startedAt, lastActivityAt, firstReplyAt, resolvedAt, details);
    }

    /** The customer said something of themselves. */
    public Conversation knowing(Map<String, String> said) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, language, handler,
                lastSeq, startedAt, lastActivityAt, firstReplyAt, resolvedAt, Details.merged(details, said));
    }

    /** A person closed it. */
    public Conversation resolved(Instant now) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, language,
                Handler.BOT, lastSeq, startedAt, now, firstReplyAt, now, details);
    }

    Conversation withNextLine(Instant now) {
        return new Conversation(id, channel, conversationKey, threadKey, customerId, customerName, language, handler,
                lastSeq + 1, startedAt, now, firstReplyAt, resolvedAt, details);
    }
}
