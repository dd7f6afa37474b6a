package dev.parley.connectors.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the core offers to channels. Thread-safe. */
public interface ChannelHost {

    /**
     * Stores an event; it is durable when this method returns, so that the platform may be acknowledged then.
     *
     * <p>Idempotent by (channel, delivery id).
     *
     * @throws RuntimeException when it could not be stored: do not acknowledge, the platform delivers again
     */
    Acceptance accept(InboundEvent event);

    /**
     * The conversation as its customer sees it.
     *
     * @param seq only later events are returned; 0 for all
     * @return in rising order of {@code seq}; empty for a conversation that nobody wrote in yet
     */
    List<ConversationEvent> eventsAfter(ConversationRef ref, long seq);

    /**
     * A file of a conversation.
     *
     * @return empty when the conversation has no such file, or none that can be read
     */
    Optional<StoredFile> findFile(ConversationRef ref, String fileId);

    /** A file with its content, which is not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // a value that is only passed on, and never compared
    record StoredFile(Attachment file, byte[] content) {}

    /**
     * Where customers wrote lately: what they wrote while the channel was not listening may be looked for there.
     *
     * @return the latest first, at most 500
     */
    List<Recent> listRecent(String channelId, Instant since);

    /** The customer has the conversation open, where a channel can tell. May be lost; people see it at a card's next change. */
    void present(ConversationRef ref);

    /**
     * The customer closed it.
     *
     * @param ago how long ago; who has come back since is here
     */
    void left(ConversationRef ref, Duration ago);

    /** Whether a person has the conversation, or is awaited in it: then the bot is silent. */
    boolean isWithPerson(ConversationRef ref);

    /** A place, and when the last line was added there. */
    record Recent(ConversationRef ref, Instant lastActivity) {}

    /** How the brand introduces itself on a channel, in the language of a locale if it has texts for it. */
    BrandProfile profile(String channelId, @Nullable String locale);

    /** As {@link #profile(String, String)}, but in the language that is spoken in the conversation, if there is one. */
    BrandProfile profile(ConversationRef ref, @Nullable String locale);

    /**
     * Keeps what the platform delivered but nobody can read, so that the platform need not deliver it for ever. Idempotent
     * by (channel, delivery id); shown among the dead letters.
     *
     * @param payload as it came
     * @param why for the operator
     */
    void keepUnreadable(String channelId, String deliveryId, String payload, String why);

    /**
     * Takes or renews the right to be the only one, of all replicas, that does something.
     *
     * @param name of what is done
     * @param duration after which another may take over unless it was renewed
     * @return empty when another replica has it; else this host under that lease: it accepts nothing any more, by a
     *         RuntimeException, once another replica took over, however long this one was paused meanwhile
     */
    Optional<ChannelHost> lease(String name, Duration duration);
}
