package dev.parley.kb.embedding;

import java.util.Set;

/** Cuts a text into the pieces that a model was trained on. Immutable and thread-safe. */
interface Tokenizer {

    /** @return ids with the marks at both ends, at most {@code limit} */
    long[] encode(String text, int limit);

    /** Whole words among the pieces, lower case; empty when pieces can't be told from words. */
    Set<String> words();
}
