package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.SendResult;

/** Hands a line to the conversation's channel. Must not throw. */
public interface LineSender {

    /** What comes of a line that is sent a second time to this conversation. */
    ChannelCapabilities.Resending resending(Conversation conversation);

    /** The longest text that this conversation's channel shows in one message, in UTF-16 units. */
    int maxCharacters(Conversation conversation);

    /**
     * May be called twice for one line, when a crash fell between the hand-over and its record. It may take up to
     * {@link OutboxDispatcher#SEND_LIMIT}, and no database connection is held meanwhile.
     *
     * @param again whether that may be so
     */
    SendResult send(Conversation conversation, Line line, boolean again);

    /** Whether this conversation's channel changes and removes what it has shown. */
    boolean changes(Conversation conversation);

    /** As {@link #send}, in the place of what is shown. */
    SendResult change(Conversation conversation, Line line, String externalId);

    /** Takes away what is shown. As for {@link #send}. */
    SendResult remove(Conversation conversation, String externalId);
}
