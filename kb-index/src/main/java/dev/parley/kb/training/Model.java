package dev.parley.kb.training;

import dev.parley.kb.Calibration;
import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.confidence.DefaultConfidence;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Precedents;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.Weights;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was learned for one knowledge base. Immutable.
 *
 * @param heads which article does a question sound like
 * @param precedents questions that were judged before
 * @param rulings what was said of questions, for when they are asked again
 * @param weights how much each feature counts
 * @param confidence how sure the first place is
 * @param calibration what the confidence was held against
 * @param basis names the articles and questions that it was learned from; empty for the untrained one
 */
public record Model(Heads heads, Precedents precedents, Rulings rulings, ByLanguage<Weights> weights,
        ByLanguage<ConfidenceModel> confidence, Calibration calibration, String basis) {

    /** What a knowledge base has before it has learned anything. */
    public static Model untrained() {
        return new Model(Heads.untrained(), Precedents.NONE, Rulings.NONE,
                new ByLanguage<>(Weights.DEFAULT, Map.of()), new ByLanguage<>(DefaultConfidence.MODEL, Map.of()),
                Calibration.none(), "");
    }

    /**
     * What a knowledge base starts with.
     *
     * @param unknown languages that the embeddings don't know
     */
    public static Model untrained(Heads heads, Set<String> unknown) {
        Model untrained = untrained();
        return new Model(heads, untrained.precedents, untrained.rulings,
                new ByLanguage<>(Weights.DEFAULT, unknown.stream()
                        .collect(Collectors.toMap(language -> language, language -> Weights.OF_UNKNOWN_LANGUAGE))),
                untrained.confidence, untrained.calibration, untrained.basis);
    }

    /** With what was said of questions. */
    public Model withRulings(Rulings other) {
        return new Model(heads, precedents, other, weights, confidence, calibration, basis);
    }

    /** With the name of what it was learned from. */
    public Model withBasis(String other) {
        return new Model(heads, precedents, rulings, weights, confidence, calibration, other);
    }
}
