package dev.parley.kb.confidence;

/** The confidence that a knowledge base starts with. */
public final class DefaultConfidence {

    /**
     * Fitted on the calibration splits of nine public question sets together, each set weighted alike;
     * {@code bench/run defaults} fits it anew. The last three numbers, of precedents, count nothing until a knowledge base
     * has judged questions of its own; their means and scales are rough, so that they are learned at the pace of others.
     */
    public static final ConfidenceModel MODEL = new ConfidenceModel(
            new double[]{4.018, 0.533, 4.729, 6.861, 5.836, 6.803, 5.570, 6.742, -0.629, -0.111, 9.775, 1.043, 2.005,
                0.764, 0.949, 0.899, 0.850, 0.692, 0.469, 2.309, 2.423, 0.5, 0.2, 1.5},
            new double[]{3.541, 0.740, 3.531, 0.680, 1.253, 0.661, 1.278, 0.716, 0.850, 0.241, 1.314, 0.507, 1.017,
                0.456, 0.528, 0.301, 0.357, 0.462, 0.415, 1.901, 0.439, 0.35, 0.25, 1.5},
            new double[]{0.517, -0.126, 0.824, 0.160, 0.203, 0.198, -0.012, 0.118, -0.016, 0.112, 0.133, 0.067, 0.199,
                -0.111, 0.179, 0.009, 0.025, 0.067, 0.615, 0.839, 0.244, 0, 0, 0, 2.399});

    private DefaultConfidence() {}
}
