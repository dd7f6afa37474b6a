package dev.parley.connectors.channel;

import java.time.Duration;

/** A platform that has files. Thread-safe. */
public interface FileSource {

    /**
     * Fetches a file. Never throws; may take up to 30 seconds.
     *
     * @param key of a {@link SentFile.Reference} that came from here
     * @param maxBytes if it turns out to be larger, it is not read to its end
     */
    default Fetched fetch(String key, long maxBytes) {
        return new Fetched.Gone("there are no files here");
    }

    /** What came of it. */
    sealed interface Fetched {

        /** Here it is. */
        @SuppressWarnings("ArrayRecordComponent") // a value that is only passed on, and never compared
        record Content(byte[] content) implements Fetched {}

        /**
         * It can't be had, now or ever.
         *
         * @param why for people, in half a sentence
         */
        record Gone(String why) implements Fetched {}

        /** Not now. */
        record Later(Duration after) implements Fetched {}
    }
}
