package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;

/**
 * An article with what speaks for it.
 *
 * @param article which
 * @param features by {@link Feature#ordinal}; not changed after construction
 * @param tightness how alike its own example questions are, 0 to 1: the mean cosine to their centre in voice 0
 */
public record Candidate(ArticleKey article, double[] features, double tightness) {

    /** One feature. */
    public double get(Feature feature) {
        return features[feature.ordinal()];
    }
}
