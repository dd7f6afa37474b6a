package dev.parley.kb.ranking;

/** Logits as probabilities. Pure. */
public final class Softmax {

    private Softmax() {}

    /**
     * Replaces each logit by its probability.
     *
     * @return the same array
     */
    public static double[] of(double[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.exp(logits[i] - highest);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
        return logits;
    }
}
