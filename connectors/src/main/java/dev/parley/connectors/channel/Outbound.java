package dev.parley.connectors.channel;

/** Something the core wants shown in a conversation. */
public sealed interface Outbound {

    /** Where. */
    ConversationRef ref();

    /**
     * Show a new line.
     *
     * @param event the line, already degraded to the channel's capabilities
     */
    record Post(ConversationRef ref, ConversationEvent event) implements Outbound {}
}
