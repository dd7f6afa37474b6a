package dev.parley.kb.training;

import dev.parley.kb.Calibration;
import dev.parley.kb.Question;
import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.confidence.ConfidenceTrainer;
import dev.parley.kb.confidence.Evidence;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Precedents;
import dev.parley.kb.ranking.Ranker;
import dev.parley.kb.ranking.WeightTrainer;
import dev.parley.kb.ranking.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Learns weights, confidence and calibration from questions. Deterministic; on the calling thread. */
public final class Trainer {

    /** A cosine to title or example question from which on they are the same. */
    private static final double OWN = 0.995;
    /** With fewer judged questions an article than this, precedents say nothing. */
    private static final double COMPANY = 1.5;

    private Trainer() {}

    /**
     * A question as an index measured it.
     *
     * @param measured without precedents
     */
    public record Seen(Labelled labelled, Measured measured) {

        /** Asks an index. */
        public static Seen of(Labelled labelled, Ranker ranker) {
            return new Seen(labelled, ranker.measure(labelled.question()));
        }

        List<Candidate> candidates() {
            return measured.candidates();
        }

        /** With what other questions, judged before, say of it. */
        Seen heard(Precedents precedents) {
            return new Seen(labelled, new Measured(measured.question(),
                    precedents.heardByOthers(measured.question(), candidates())));
        }

        /** Whether nothing answered it when it was judged, but now an article has it for its own question. */
        boolean isOutdated() {
            return labelled.relevant().isEmpty()
                    && candidates().stream().anyMatch(candidate -> candidate.get(Feature.NAME_0) >= OWN);
        }

        /** Whether it may speak for others: not where its article is gone. */
        boolean isPrecedent() {
            return measured.question().length > 0
                    && (labelled.relevant().isEmpty() || candidates().stream().anyMatch(this::isRight));
        }

        boolean isRight(Candidate candidate) {
            return labelled.relevant().contains(candidate.article().id());
        }
    }

    /**
     * Learns from judged questions: each is a precedent for all others, and what precedents are worth is learned from what
     * the others would have said of it.
     *
     * @param start what is known already: head and weights to start from
     * @param categoryOf the category of an article
     */
    public static Model fromLabels(List<Seen> seen, Model start, Function<Candidate, String> categoryOf) {
        Precedents precedents = precedents(
                seen.stream().filter(one -> one.isPrecedent() && !one.isOutdated()).toList());
        List<Seen> heard = seen.stream().map(one -> one.heard(precedents)).toList();
        Weights weights = WeightTrainer.train(List.of(examples(heard)), start.weights());
        return calibrated(heard,
                new Model(start.head(), precedents, start.rulings(), weights, start.confidence(), start.calibration(),
                        start.basis()),
                categoryOf, false);
    }

    /**
     * While learning no question is its own precedent. So where most articles have but one, only wrong first places would seem
     * to have any, and precedents would be learned to be a bad sign.
     */
    private static Precedents precedents(List<Seen> judged) {
        List<Seen> answered = judged.stream().filter(one -> !one.labelled().relevant().isEmpty()).toList();
        long articles = answered.stream().flatMap(one -> one.labelled().relevant().stream()).distinct().count();
        return answered.size() < COMPANY * articles
                ? Precedents.NONE
                : new Precedents(judged.stream().map(
                        one -> new Precedents.Judged(one.measured().question(), one.labelled().relevant())).toList());
    }

    /** Learns the confidence alone, from the articles' own examples as if they were questions. */
    public static Model provisional(List<Seen> seen, Model start, Function<Candidate, String> categoryOf) {
        return calibrated(seen, start, categoryOf, true);
    }

    private static Model calibrated(List<Seen> seen, Model model, Function<Candidate, String> categoryOf,
            boolean provisional) {
        List<ConfidenceTrainer.Judged> judged = new ArrayList<>();
        List<Seen> first = new ArrayList<>();
        List<Candidate> best = new ArrayList<>();
        for (Seen one : seen) {
            if (!one.candidates().isEmpty()) {
                List<Weights.Scored> ranked = model.weights().rank(one.candidates());
                Candidate top = ranked.getFirst().candidate();
                judged.add(new ConfidenceTrainer.Judged(Evidence.of(ranked, 0, words(one.labelled().question())),
                        one.isRight(top), 1));
                first.add(one);
                best.add(top);
            }
        }
        if (judged.isEmpty()) {
            return model;
        }
        ConfidenceModel confidence = ConfidenceTrainer.train(judged, model.confidence());
        double[] crossFitted = ConfidenceTrainer.crossFitted(judged, model.confidence());
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            outcomes.add(new Calibration.Outcome(crossFitted[i], judged.get(i).right(),
                    !first.get(i).labelled().relevant().isEmpty(), categoryOf.apply(best.get(i))));
        }
        return new Model(model.head(), model.precedents(), model.rulings(), model.weights(), confidence,
                new Calibration(outcomes, provisional), model.basis());
    }

    private static List<WeightTrainer.Example> examples(List<Seen> seen) {
        return seen.stream().map(one -> new WeightTrainer.Example(one.candidates(), one.labelled().relevant()))
                .toList();
    }

    /** How many words a question has, as the confidence counts them. */
    public static int words(Question question) {
        return question.text().strip().split("\\s+").length;
    }
}
