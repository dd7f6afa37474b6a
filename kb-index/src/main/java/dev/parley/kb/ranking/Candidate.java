package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;
import java.util.List;

/**
 * An article with what speaks for it.
 *
 * @param article which
 * @param features by {@link Feature#ordinal}; not changed after construction
 * @param tightness how alike its own example questions are, 0 to 1: the mean cosine to their centre in voice 0
 * @param precedent what judged questions say of it
 */
public record Candidate(ArticleKey article, double[] features, double tightness, Precedent precedent) {

    /** Logits of heads only mean something beside each other: the highest of each becomes 0. */
    public static List<Candidate> loweredToFavourites(List<Candidate> candidates) {
        double meaning = highest(candidates, Feature.HEAD);
        double wording = highest(candidates, Feature.WORDING);
        return candidates.stream().map(candidate -> {
            double[] lowered = candidate.features.clone();
            lowered[Feature.HEAD.ordinal()] -= meaning;
            lowered[Feature.WORDING.ordinal()] -= wording;
            return new Candidate(candidate.article, lowered, candidate.tightness, candidate.precedent);
        }).toList();
    }

    private static double highest(List<Candidate> candidates, Feature head) {
        return candidates.stream().mapToDouble(candidate -> candidate.get(head)).max().orElse(0);
    }

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
