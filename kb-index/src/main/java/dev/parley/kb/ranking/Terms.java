package dev.parley.kb.ranking;

import java.util.List;

/**
 * A text as an index knows it.
 *
 * @param words distinct, stemmed
 * @param grams distinct runs of characters within words
 */
public record Terms(List<String> words, List<String> grams) {

    /** Copies both lists. */
    public Terms {
        words = List.copyOf(words);
        grams = List.copyOf(grams);
    }
}
