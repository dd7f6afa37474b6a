package dev.parley.connectors.channel;

/**
 * What a channel can show. Restrictive by default; the core degrades accordingly, the channel never guesses.
 *
 * @param maxTextCharacters the longest text of one message, in UTF-16 units
 * @param richText whether bold, lists and links are shown as such; else the core sends plain text
 * @param feedback whether the customer can mark an answer as helpful or not
 */
public record ChannelCapabilities(int maxTextCharacters, boolean richText, boolean feedback) {

    /** Plain text only. */
    public static ChannelCapabilities textOnly(int maxTextCharacters) {
        return new ChannelCapabilities(maxTextCharacters, false, false);
    }
}
