package dev.parley.connectors.channel;

import java.util.function.Supplier;

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

    /**
     * Show a new line that is a file. Only for channels that take files.
     *
     * @param event with {@link ConversationEvent#file()}, and without text
     * @param content read when it is asked for; not to be changed
     * @param again as for {@link Post}
     */
    record PostFile(ConversationRef ref, ConversationEvent event, Supplier<byte[]> content, boolean again)
            implements
                Outbound {}

    /**
     * Show other words in the place of a line that is there. Only for channels that can; the same may come twice.
     *
     * @param event as it reads now
     * @param externalId as the channel named it when it was {@link SendResult.Delivered}
     */
    record Change(ConversationRef ref, ConversationEvent event, String externalId) implements Outbound {}

    /**
     * Take a line away that is there. Only for channels that can; the same may come twice.
     *
     * @param externalId as for {@link Change}
     */
    record Removal(ConversationRef ref, String externalId) implements Outbound {}
}
