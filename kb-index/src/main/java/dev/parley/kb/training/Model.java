package dev.parley.kb.training;

import dev.parley.kb.Calibration;
import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.confidence.DefaultConfidence;
import dev.parley.kb.ranking.Precedents;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.SoftmaxHead;
import dev.parley.kb.ranking.Weights;

/**
 * All that was learned for one knowledge base. Immutable.
 *
 * @param head which article does a question sound like
 * @param precedents questions that were judged before
 * @param rulings what was said of questions, for when they are asked again
 * @param weights how much each feature counts
 * @param confidence how sure the first place is
 * @param calibration what the confidence was held against
 * @param basis names the articles and questions that it was learned from; empty for the untrained one
 */
public record Model(SoftmaxHead head, Precedents precedents, Rulings rulings, Weights weights,
        ConfidenceModel confidence, Calibration calibration, String basis) {

    /** What a knowledge base starts with. */
    public static Model untrained() {
        return new Model(SoftmaxHead.untrained(), Precedents.NONE, Rulings.NONE, Weights.DEFAULT,
                DefaultConfidence.MODEL, Calibration.none(), "");
    }

    /** With another head. */
    public Model withHead(SoftmaxHead other) {
        return new Model(other, precedents, rulings, weights, confidence, calibration, basis);
    }

    /** With what was said of questions. */
    public Model withRulings(Rulings other) {
        return new Model(head, precedents, other, weights, confidence, calibration, basis);
    }

    /** With the name of what it was learned from. */
    public Model withBasis(String other) {
        return new Model(head, precedents, rulings, weights, confidence, calibration, other);
    }
}
