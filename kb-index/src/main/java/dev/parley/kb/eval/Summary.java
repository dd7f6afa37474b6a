package dev.parley.kb.eval;

import dev.parley.kb.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an evaluation, as fractions; null where there is nothing to count.
 *
 * @param questions how many
 * @param recallAt1 of the answerable, those whose first article is right
 * @param recallAt3 of the answerable, those with a right one among the first three
 * @param mrrAt10 mean reciprocal rank of the first right article
 * @param aurocAnswerable how well the confidence tells answerable from unanswerable
 * @param aurocRight how well it tells right from wrong among the answerable
 * @param target the share of answers that should be right
 * @param threshold answers are given at this confidence and above
 * @param provisional whether the threshold was chosen without judged questions
 * @param precisionAtTarget of those answered at the threshold, those answered rightly
 * @param coverageAtTarget of all questions, those answered at the threshold
 * @param coverageAt98 the largest coverage at which 98 % of the answers are right, chosen with hindsight
 * @param coverageAt90 the same for 90 %
 * @param cpuMsPerQuestion median CPU time of a search, ms
 */
public record Summary(int questions, @Nullable Double recallAt1, @Nullable Double recallAt3, @Nullable Double mrrAt10,
        @Nullable Double aurocAnswerable, @Nullable Double aurocRight, double target, double threshold,
        boolean provisional, @Nullable Double precisionAtTarget, @Nullable Double coverageAtTarget,
        @Nullable Double coverageAt98, @Nullable Double coverageAt90, @Nullable Double cpuMsPerQuestion) {

    private static final int NANOS_PER_MILLI = 1_000_000;

    static Summary of(List<Outcome> outcomes, Threshold threshold) {
        List<Outcome> answerable = outcomes.stream().filter(Outcome::isAnswerable).toList();
        List<Outcome> answered = outcomes.stream().filter(outcome -> !outcome.hits().isEmpty()
                && outcome.confidence() >= threshold.value()).toList();
        return new Summary(outcomes.size(), mean(answerable, outcome -> outcome.isRight() ? 1 : 0),
                mean(answerable, outcome -> outcome.isFoundIn(3) ? 1 : 0), mean(answerable, Outcome::reciprocalRank),
                auroc(outcomes, Outcome::isAnswerable), auroc(answerable, Outcome::isRight), threshold.target(),
                threshold.value(), threshold.provisional(), mean(answered, outcome -> outcome.isRight() ? 1 : 0),
                outcomes.isEmpty() ? null : (double) answered.size() / outcomes.size(), coverageAt(outcomes, 0.98),
                coverageAt(outcomes, 0.90), median(outcomes));
    }

    private static @Nullable Double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.isEmpty() ? null : outcomes.stream().mapToDouble(value).average().orElseThrow();
    }

    /** The probability that a positive has a higher confidence than a negative; ties count half. */
    static @Nullable Double auroc(List<Outcome> outcomes, Predicate<Outcome> positive) {
        List<Outcome> sorted = outcomes.stream().sorted(Comparator.comparingDouble(Outcome::confidence)).toList();
        long positives = sorted.stream().filter(positive).count();
        long negatives = sorted.size() - positives;
        if (positives == 0 || negatives == 0) {
            return null;
        }
        double wins = 0;
        long below = 0;
        for (int from = 0; from < sorted.size();) {
            int to = from;
            long tiedPositives = 0;
            while (to < sorted.size() && sorted.get(to).confidence() == sorted.get(from).confidence()) {
                tiedPositives += positive.test(sorted.get(to)) ? 1 : 0;
                to++;
            }
            long tiedNegatives = to - from - tiedPositives;
            wins += tiedPositives * (below + tiedNegatives / 2.0);
            below += tiedNegatives;
            from = to;
        }
        return wins / positives / negatives;
    }

    static @Nullable Double coverageAt(List<Outcome> outcomes, double precision) {
        if (outcomes.isEmpty()) {
            return null;
        }
        List<Outcome> sorted = new ArrayList<>(outcomes);
        sorted.sort(Comparator.comparingDouble((Outcome outcome) -> -outcome.confidence()));
        int right = 0;
        int best = 0;
        for (int i = 0; i < sorted.size(); i++) {
            right += sorted.get(i).isRight() ? 1 : 0;
            boolean last = i + 1 == sorted.size() || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
            if (last && right >= precision * (i + 1)) {
                best = i + 1;
            }
        }
        return (double) best / outcomes.size();
    }

    private static @Nullable Double median(List<Outcome> outcomes) {
        double[] sorted = outcomes.stream().mapToDouble(Outcome::cpuNanos).sorted().toArray();
        return sorted.length == 0 ? null : sorted[sorted.length / 2] / NANOS_PER_MILLI;
    }
}
