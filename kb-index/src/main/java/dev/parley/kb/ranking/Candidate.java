package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;

/**
 * An article with what speaks for it.
 *
 * @param article which
 * @param features by {@link Feature#ordinal}; not changed after construction
 * @param tightness how alike its own example questions are, 0 to 1: the mean cosine to their centre in voice 0
 * @param precedent what judged questions say of it
 */
public record Candidate(ArticleKey article, double[] features, double tightness, Precedent precedent) {

    /** The same, with what judged questions say. */
    Candidate with(Precedent heard) {
        double[] changed = features.clone();
        changed[Feature.JUDGED.ordinal()] = heard.share();
        return new Candidate(article, changed, tightness, heard);
    }

    /** One feature. */
    public double get(Feature feature) {
        return features[feature.ordinal()];
    }
}
