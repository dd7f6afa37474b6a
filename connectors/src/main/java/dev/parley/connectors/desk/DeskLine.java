package dev.parley.connectors.desk;

import java.time.Instant;

/**
 * A line of the conversation, for agents.
 *
 * @param at when it was said
 * @param who the customer's name, the bot's or a person's; empty for what merely happened
 * @param text plain
 */
public record DeskLine(Instant at, String who, String text) {}
