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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Learns weights, confidence and calibration from questions. Deterministic; on the calling thread. */
public final class Trainer {

    /** A cosine to title or example question from which on they are the same. */
    private static final double OWN = 0.995;
    /** With fewer judged questions an article than this, precedents say nothing. */
    private static final double COMPANY = 1.5;
    /** With fewer judged questions, a language has the confidence of all. */
    private static final int ENOUGH_OF_A_LANGUAGE = 100;
    private static final int FOLDS = 5;

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

        String language() {
            return labelled.question().language();
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
        return calibrated(heard, new Model(start.heads(), precedents, start.rulings(), weights(heard, start.weights()),
                start.confidence(), start.calibration(), start.basis()), categoryOf, false);
    }

    private static ByLanguage<Weights> weights(List<Seen> seen, ByLanguage<Weights> start) {
        Map<String, Weights> own = new HashMap<>();
        start.own().forEach((language, weights) -> own.put(language, WeightTrainer
                .train(List.of(examples(seen.stream().filter(one -> one.language().equals(language)).toList())),
                        weights)));
        return new ByLanguage<>(WeightTrainer.train(List.of(examples(
                seen.stream().filter(one -> !own.containsKey(one.language())).toList())), start.common()), own);
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
        List<First> firsts = seen.stream().filter(one -> !one.candidates().isEmpty())
                .map(one -> First.of(one, model.weights().of(one.language()))).toList();
        if (firsts.isEmpty()) {
            return model;
        }
        Set<String> apart = model.weights().own().keySet().stream().filter(language -> firsts.stream()
                .filter(first -> first.language().equals(language)).count() >= ENOUGH_OF_A_LANGUAGE)
                .collect(Collectors.toSet());
        double[] crossFitted = new double[firsts.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            ByLanguage<ConfidenceModel> others = confidence(IntStream.range(0, firsts.size())
                    .filter(i -> i % FOLDS != held).mapToObj(firsts::get).toList(), model.confidence().common(), apart);
            for (int i = fold; i < firsts.size(); i += FOLDS) {
                First first = firsts.get(i);
                crossFitted[i] = others.of(first.language()).confidence(first.judged.evidence());
            }
        }
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            First first = firsts.get(i);
            outcomes.add(new Calibration.Outcome(crossFitted[i], first.judged.right(),
                    !first.seen.labelled().relevant().isEmpty(), categoryOf.apply(first.best)));
        }
        return new Model(model.heads(), model.precedents(), model.rulings(), model.weights(),
                confidence(firsts, model.confidence().common(), apart), new Calibration(outcomes, provisional),
                model.basis());
    }

    /** A question with the article that came first. */
    private record First(Seen seen, Candidate best, ConfidenceTrainer.Judged judged) {

        static First of(Seen seen, Weights weights) {
            List<Weights.Scored> ranked = weights.rank(seen.candidates());
            Candidate best = ranked.getFirst().candidate();
            return new First(seen, best, new ConfidenceTrainer.Judged(
                    Evidence.of(ranked, 0, words(seen.labelled().question())), seen.isRight(best), 1));
        }

        String language() {
            return seen.language();
        }
    }

    /** @param apart languages that learn by themselves, from what all taught */
    private static ByLanguage<ConfidenceModel> confidence(List<First> firsts, ConfidenceModel start,
            Set<String> apart) {
        ConfidenceModel common = ConfidenceTrainer.train(firsts.stream().map(First::judged).toList(), start);
        return new ByLanguage<>(common, apart.stream().collect(Collectors.toMap(language -> language,
                language -> ConfidenceTrainer.train(firsts.stream()
                        .filter(first -> first.language().equals(language)).map(First::judged).toList(), common))));
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
