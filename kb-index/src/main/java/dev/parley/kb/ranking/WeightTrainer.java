package dev.parley.kb.ranking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Learns weights from labelled questions: a softmax over the articles should favour a right one. Deterministic.
 *
 * <p>The weights are drawn towards those that it starts from, so that a handful of questions can't overturn what thousands
 * taught; and they never become negative, because likeness never speaks against an article.
 */
public final class WeightTrainer {

    /** Beyond these an article has no weight in the softmax worth computing. */
    private static final int KEPT = 50;
    private static final int STEPS = 200;
    /** As strong a pull as this many questions: what few questions seem to teach is mostly chance. */
    private static final double PULL = 100;
    /** Weights of cosines are about ten times those of the others: steps are taken in this unit. */
    private static final double COSINE_UNIT = 15;
    private static final double WORDS_UNIT = 3;
    private static final double JUDGED_UNIT = 5;
    private static final double[] UNITS = units();

    private WeightTrainer() {}

    /**
     * A question with its articles.
     *
     * @param candidates all that were measured
     * @param relevant ids of those that are right; a question without one of them among the candidates teaches nothing
     */
    public record Example(List<Candidate> candidates, Set<String> relevant) {}

    /** @param sets examples by question set: each set counts alike, however many it has */
    public static Weights train(List<List<Example>> sets, Weights start) {
        List<List<Row>> rows = sets.stream().map(set -> set.stream().map(example -> Row.of(example, start))
                .filter(Row::isUsable).toList()).filter(set -> !set.isEmpty()).toList();
        if (rows.isEmpty()) {
            return start;
        }
        int most = rows.stream().mapToInt(List::size).max().orElse(1);
        double[] prior = scaled(start.values());
        double[] weights = prior.clone();
        double[] mean = new double[Feature.COUNT];
        double[] square = new double[Feature.COUNT];
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = new double[Feature.COUNT];
            for (int i = 0; i < Feature.COUNT; i++) {
                gradient[i] = PULL / (PULL + most) * 0.1 * (weights[i] - prior[i]);
            }
            for (List<Row> set : rows) {
                for (Row row : set) {
                    row.addGradient(weights, gradient, 1.0 / set.size() / rows.size());
                }
            }
            for (int i = 0; i < Feature.COUNT; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
                double move = mean[i] / (1 - Math.pow(0.9, step))
                        / (Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-8);
                weights[i] = Math.max(0, weights[i] - 0.05 * move);
            }
        }
        for (int i = 0; i < Feature.COUNT; i++) {
            weights[i] *= UNITS[i];
        }
        return new Weights(weights);
    }

    private static double[] units() {
        double[] units = new double[Feature.COUNT];
        Arrays.fill(units, COSINE_UNIT);
        units[Feature.WORDS.ordinal()] = WORDS_UNIT;
        units[Feature.GRAMS.ordinal()] = WORDS_UNIT;
        units[Feature.HEAD.ordinal()] = 1;
        units[Feature.WORDING.ordinal()] = 1;
        units[Feature.JUDGED.ordinal()] = JUDGED_UNIT;
        return units;
    }

    private static double[] scaled(double[] weights) {
        double[] scaled = new double[weights.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = weights[i] / UNITS[i];
        }
        return scaled;
    }

    /** Features in units, the right ones first. */
    private record Row(double[][] features, int right) {

        static Row of(Example example, Weights start) {
            Comparator<Candidate> rightFirst = Comparator
                    .comparing(candidate -> !example.relevant().contains(candidate.article().id()));
            List<Candidate> kept = example.candidates().stream()
                    .sorted(rightFirst.thenComparing(Comparator.comparingDouble(start::score).reversed()))
                    .limit(KEPT).toList();
            Set<Candidate> right = kept.stream()
                    .filter(candidate -> example.relevant().contains(candidate.article().id()))
                    .collect(Collectors.toSet());
            return new Row(
                    kept.stream().map(candidate -> scaledFeatures(candidate.features())).toArray(double[][]::new),
                    right.size());
        }

        private static double[] scaledFeatures(double[] features) {
            double[] scaled = new double[features.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = features[i] * UNITS[i];
            }
            return scaled;
        }

        boolean isUsable() {
            return right > 0 && features.length > right;
        }

        void addGradient(double[] weights, double[] gradient, double share) {
            double[] chances = new double[features.length];
            for (int a = 0; a < features.length; a++) {
                for (int i = 0; i < weights.length; i++) {
                    chances[a] += weights[i] * features[a][i];
                }
            }
            Softmax.of(chances);
            for (int a = 0; a < features.length; a++) {
                double error = chances[a] - (a < right ? 1.0 / right : 0);
                for (int i = 0; i < weights.length; i++) {
                    gradient[i] += share * error * features[a][i];
                }
            }
        }
    }
}
