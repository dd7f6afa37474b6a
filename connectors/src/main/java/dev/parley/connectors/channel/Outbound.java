package dev.parley.connectors.channel;

/** Something the core wants shown in a conversation. */
public sealed interface Outbound {

    /** Where. */
    ConversationRef ref();

    /**
     * Show a new line.
     *
     * @param event the line, already degraded to the channel's capabilities
     * @param again whether an earlier attempt was broken off by a crash, so that the platform may have it already
     */
    record Post(ConversationRef ref, ConversationEvent event, boolean again) implements Outbound {}
}
