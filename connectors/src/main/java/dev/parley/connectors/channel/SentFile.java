package dev.parley.connectors.channel;

/** A file as its sender sent it; nobody has looked at it yet. */
public sealed interface SentFile {

    /** Longer names are cut. */
    int MAX_NAME = 150;

    /** As the sender called it; may be anything. */
    String name();

    /** It came whole. Not copied: nobody may change the array. */
    @SuppressWarnings("ArrayRecordComponent") // a value that is only passed on, and never compared
    record Content(String name, byte[] content) implements SentFile {}

    /**
     * The platform has it.
     *
     * @param key what {@link FileSource#fetch} understands, at most 1,000 characters
     * @param bytes its size; 0 when the platform does not say
     */
    record Reference(String name, String key, long bytes) implements SentFile {}
}
