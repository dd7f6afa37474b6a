package dev.parley.connectors.channel;

/**
 * A file of a conversation. Immutable.
 *
 * @param id names it, and can't be guessed
 * @param name as its sender called it, without a folder; at most {@link SentFile#MAX_NAME} characters
 * @param mediaType as its content shows, for example {@code image/png}; empty until that is known
 * @param bytes its size; 0 until that is known
 */
public record Attachment(String id, String name, String mediaType, long bytes, State state) {

    /** Whether it can be read. */
    public enum State {
        /** Not yet: it is being fetched. */
        COMING,
        /** Yes. */
        READY,
        /** No: it is of a kind or a size that is not taken, or its platform no longer has it. */
        REFUSED
    }
}
