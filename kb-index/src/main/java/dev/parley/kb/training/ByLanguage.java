package dev.parley.kb.training;

import java.util.Map;

/**
 * Something that is learned for all languages that the embeddings know together, and for each other language by itself: there
 * a cosine means something else, and words count more. Immutable.
 *
 * @param common of the languages that the embeddings know
 * @param own of each language that they don't know
 */
public record ByLanguage<T>(T common, Map<String, T> own) {

    /** Copies the map. */
    public ByLanguage {
        own = Map.copyOf(own);
    }

    /** That of one language. */
    public T of(String language) {
        return own.getOrDefault(language, common);
    }
}
