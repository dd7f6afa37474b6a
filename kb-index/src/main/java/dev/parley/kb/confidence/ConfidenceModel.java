package dev.parley.kb.confidence;

import java.util.Arrays;

/**
 * A probability from evidence: a logistic function of standardised numbers. Immutable.
 *
 * @param means of each number over the questions it was fitted on
 * @param scales standard deviations, none 0
 * @param weights one a number, and one more for the constant
 */
public record ConfidenceModel(double[] means, double[] scales, double[] weights) {

    /** @throws IllegalArgumentException when the lengths do not fit */
    public ConfidenceModel {
        if (means.length != Evidence.COUNT || scales.length != Evidence.COUNT || weights.length != Evidence.COUNT + 1) {
            throw new IllegalArgumentException("a confidence needs " + Evidence.COUNT + " numbers");
        }
    }

    /** @return between 0 and 1 */
    public double confidence(double[] evidence) {
        return chance(standardised(evidence));
    }

    double chance(double[] row) {
        double logit = 0;
        for (int i = 0; i < row.length; i++) {
            logit += weights[i] * row[i];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    /** The numbers in standard deviations from their mean, and a 1 at the end; wild ones are cut at 6, missing ones 0. */
    double[] standardised(double[] evidence) {
        double[] row = Arrays.copyOf(evidence, evidence.length + 1);
        for (int i = 0; i < evidence.length; i++) {
            row[i] = Double.isNaN(evidence[i]) ? 0 : Math.clamp((evidence[i] - means[i]) / scales[i], -6, 6);
        }
        row[evidence.length] = 1;
        return row;
    }

    ConfidenceModel withWeights(double[] changed) {
        return new ConfidenceModel(means, scales, changed);
    }
}
