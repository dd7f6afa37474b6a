package dev.parley.connectors.channel;

/**
 * What a channel can show. Restrictive by default; the core degrades accordingly, the channel never guesses.
 *
 * @param maxTextCharacters the longest text of one message, in UTF-16 units
 * @param maxFileBytes the largest file it shows to the customer; 0: none
 * @param changes whether it changes and removes lines that it has shown
 * @param resending what comes of a line that is sent a second time after a crash
 */
public record ChannelCapabilities(int maxTextCharacters, long maxFileBytes, boolean changes,
        Resending resending) {

    /** What comes of a line that is sent a second time, because nobody recorded that the first time went well. */
    public enum Resending {
        /** Nothing: it is shown once. */
        SHOWN_ONCE,
        /** The channel looks whether the platform has it already, see {@link Outbound.Post#again}. */
        LOOKED_UP,
        /** It is shown twice; so only one line at a time is sent, and each such case is counted. */
        SHOWN_TWICE
    }

    /** Text alone, and nothing that was sent can be changed. */
    public static ChannelCapabilities textOnly(int maxTextCharacters) {
        return new ChannelCapabilities(maxTextCharacters, 0, false, Resending.SHOWN_TWICE);
    }
}
