package dev.parley.kb.ranking;

import java.util.Comparator;
import java.util.List;

/**
 * How much each feature counts. Immutable. A score is the logit of a softmax over the articles: differences of scores are
 * log odds.
 *
 * @param values by {@link Feature#ordinal}, none negative; not changed after construction
 */
public record Weights(double[] values) {

    /**
     * What a knowledge base starts with before it has judged questions of its own: a conditional logit like
     * {@link WeightTrainer}'s, fitted on the calibration splits of nine public question sets together, each set weighted
     * alike. {@code bench/run defaults} fits them anew, from here. What
     * precedents count is left to each knowledge base: where few articles have any, they are no good guide.
     */
    public static final Weights DEFAULT = new Weights(
            new double[]{7.35, 10.95, 6.0, 6.9, 1.95, 2.85, 0.6, 0.9, 2.3, 2.8, 0.27, 0, 0});

    /**
     * The same for a language that the embeddings don't know, or without embeddings: words count more, and so does how an
     * article's examples are worded. Fitted on the calibration split of the Italian question set and on the sample shop's
     * German and Spanish judged questions.
     */
    public static final Weights OF_UNKNOWN_LANGUAGE = new Weights(
            new double[]{1.3, 6.0, 3.4, 4.5, 2.8, 1.5, 0, 2.0, 3.5, 3.7, 0.16, 0.49, 0});

    /** @throws IllegalArgumentException when their number is wrong */
    public Weights {
        if (values.length != Feature.COUNT) {
            throw new IllegalArgumentException("expected " + Feature.COUNT + " weights, got " + values.length);
        }
    }

    /** The score of an article. */
    public double score(Candidate candidate) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * candidate.features()[i];
        }
        return sum;
    }

    /** Best first; equal scores are ordered by key, so that ties fall the same way each time. */
    public List<Scored> rank(List<Candidate> candidates) {
        return candidates.stream().map(candidate -> new Scored(candidate, score(candidate)))
                .sorted(Comparator.comparingDouble((Scored scored) -> -scored.score)
                        .thenComparing(scored -> scored.candidate.article()))
                .toList();
    }

    /**
     * An article with its score.
     *
     * @param score a logit; comparable only within one search
     */
    public record Scored(Candidate candidate, double score) {}
}
