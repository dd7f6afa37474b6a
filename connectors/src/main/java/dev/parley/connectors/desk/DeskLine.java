package dev.parley.connectors.desk;

import dev.parley.connectors.channel.Attachment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the conversation, for agents.
 *
 * @param seq its number in the conversation, rising
 * @param at when it was said
 * @param who the customer's name, the bot's or a person's; empty for what merely happened
 * @param text plain; may be empty when there is a file
 * @param file what was sent, or null
 */
public record DeskLine(long seq, Instant at, String who, String text, @Nullable Attachment file) {}
