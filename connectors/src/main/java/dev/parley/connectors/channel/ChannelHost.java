package dev.parley.connectors.channel;

import java.util.List;

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

    /** How the brand introduces itself. */
    BrandProfile profile();
}
