package dev.parley.connectors.channel;

/**
 * One thing that a channel looked at.
 *
 * @param what was looked at, for example "bot token"
 * @param ok whether it is as it should be
 * @param detail what was found and, if it is not ok, what to do about it; never holds a secret
 */
public record ChannelCheck(String what, boolean ok, String detail) {}
