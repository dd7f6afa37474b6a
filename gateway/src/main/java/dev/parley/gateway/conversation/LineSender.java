package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.SendResult;

/** Hands a line to the conversation's channel. Must not throw. */
public interface LineSender {

    /** May be called twice for one line, when a crash fell between the hand-over and its record. */
    SendResult send(Conversation conversation, Line line);
}
