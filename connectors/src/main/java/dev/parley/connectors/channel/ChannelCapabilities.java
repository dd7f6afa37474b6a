package dev.parley.connectors.channel;

/**
 * What a channel can show. Restrictive by default; the core degrades accordingly, the channel never guesses.
 *
 * @param maxTextCharacters the longest text of one message, in UTF-16 units
 * @param richText whether bold, lists and links are shown as such; else the core sends plain text
 * @param feedback whether the customer can mark an answer as helpful or not
 * @param maxFileBytes the largest file it shows to the customer; 0: none
 * @param changes whether it changes and removes lines that it has shown
 * @param resending what comes of a line that is sent a second time after a crash
 */
public record ChannelCapabilities(int maxTextCharacters, boolean richText, boolean feedback,
        long maxFileBytes, boolean changes, Resending resending) {

    /** What comes of a line that is sent a second time, because nobody recorded that the first time went well. */
    public enum Resending {
        /** Nothing: it is shown once. */
        SHOWN_ONCE,
        /** The channel looks whether the platform has it already, see {@link Outbound.Post#again}. */
        LOOKED_UP,
        /** It is shown twice; so only one line at a time is sent, and each such case is counted. */
        SHOWN_TWICE
    }

    /** Plain text only. */
    public static ChannelCapabilities textOnly(int maxTextCharacters) {
        return new ChannelCapabilities(maxTextCharacters, false, false, 0, false, Resending.SHOWN_TWICE);
    }
}
