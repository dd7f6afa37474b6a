package dev.parley.bench;

import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.confidence.ConfidenceTrainer;
import dev.parley.kb.confidence.DefaultConfidence;
import dev.parley.kb.confidence.Evidence;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.ranking.WeightTrainer;
import dev.parley.kb.ranking.Weights;
import dev.parley.kb.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Fits what a knowledge base starts with, on the calibration splits of all sets together, each weighted alike. */
public final class DefaultsBench {

    private static final double EACH_SET = 500;

    private DefaultsBench() {}

    /** @param arguments the folder of the sets */
    public static void main(String[] arguments) throws IOException {
        List<List<Trainer.Seen>> sets = new ArrayList<>();
        List<List<Trainer.Seen>> unknown = new ArrayList<>();
        try (Voices voices = QuestionSet.voices()) {
            for (Path folder : QuestionSet.folders(Path.of(arguments[0]))) {
                try (QuestionSet set = QuestionSet.open(folder, voices)) {
                    sets.add(set.calibrate());
                    if (!set.language().equals("en")) {
                        unknown.add(set.calibrate());
                    }
                }
            }
            unknown.addAll(QuestionSet.shop(Path.of("config"), voices).values());
        }
        Weights weights = weights(sets, Weights.DEFAULT);
        print("weights", weights.values());
        print("weights of an unknown language", weights(unknown, Weights.OF_UNKNOWN_LANGUAGE).values());
        List<ConfidenceTrainer.Judged> judged = new ArrayList<>();
        for (List<Trainer.Seen> set : sets) {
            for (Trainer.Seen seen : set) {
                List<Weights.Scored> ranked = weights.rank(seen.measured().candidates());
                judged.add(new ConfidenceTrainer.Judged(
                        Evidence.of(ranked, 0, Trainer.words(seen.labelled().question())), seen.labelled().relevant()
                                .contains(ranked.getFirst().candidate().article().id()),
                        EACH_SET / set.size()));
            }
        }
        ConfidenceModel model = ConfidenceTrainer.train(judged, blank(judged));
        print("means", model.means());
        print("scales", model.scales());
        print("confidence weights", model.weights());
        System.exit(0);
    }

    private static Weights weights(List<List<Trainer.Seen>> sets, Weights start) {
        return WeightTrainer.train(sets.stream().map(set -> set.stream()
                .map(seen -> new WeightTrainer.Example(seen.measured().candidates(), seen.labelled().relevant()))
                .toList()).toList(), start);
    }

    private static ConfidenceModel blank(List<ConfidenceTrainer.Judged> judged) {
        double[] means = new double[Evidence.COUNT];
        double[] scales = new double[Evidence.COUNT];
        for (int i = 0; i < Evidence.COUNT; i++) {
            int number = i;
            double[] known = judged.stream().mapToDouble(one -> one.evidence()[number])
                    .filter(value -> !Double.isNaN(value)).toArray();
            // Precedents are left to each knowledge base: here no question has any.
            means[i] = Arrays.stream(known).average().orElse(DefaultConfidence.MODEL.means()[i]);
            double mean = means[i];
            scales[i] = known.length == 0
                    ? DefaultConfidence.MODEL.scales()[i]
                    : Math.sqrt(Arrays.stream(known).map(value -> Math.pow(value - mean, 2)).average().orElse(1))
                            + 1e-6;
        }
        return new ConfidenceModel(means, scales, new double[Evidence.COUNT + 1]);
    }

    private static void print(String name, double[] values) {
        System.out.println(
                name + ": " + Arrays.stream(values).mapToObj(value -> String.format(Locale.ROOT, "%.3f", value))
                        .collect(Collectors.joining(", ")));
    }
}
