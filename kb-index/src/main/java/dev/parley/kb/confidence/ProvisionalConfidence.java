package dev.parley.kb.confidence;

/**
 * An uncalibrated first guess at the probability that an article answers a question. Pure.
 *
 * <p>A logistic function whose weights were fitted on the calibration splits of eight public question sets together
 * (banking77 and stackfaq with variants, bitext; each set weighted alike). On a set left out of the fit it told right
 * from wrong with an AUROC of 0.76 to 0.90, but its level was off by up to 0.23: it orders questions by sureness, and is
 * not a precision measured on the knowledge base at hand.
 */
public final class ProvisionalConfidence {

    private static final double BIAS = -1.02;
    private static final double KNOWN = 0.49;
    private static final double SCORE = 4.34;
    private static final double MARGIN = 6.88;
    private static final double BREVITY = -5.26;

    private ProvisionalConfidence() {}

    /** @return between 0 and 1 */
    public static double of(Evidence evidence) {
        double logit = BIAS + KNOWN * evidence.known() + SCORE * evidence.score() + MARGIN * evidence.margin()
                + BREVITY * evidence.brevity();
        return 1 / (1 + Math.exp(-logit));
    }
}
