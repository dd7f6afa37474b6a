package dev.parley.bench;

import dev.parley.kb.Threshold;
import dev.parley.kb.eval.Evaluation;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.Summary;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures on public question sets, beside those of peers on the same questions. */
public final class SetsBench {

    private static final int DRAWS = 20;
    private static final int FEW = 200;
    private static final int MANY = 500;

    /** recall@1 in % of MiniSearch, Orama, node-nlp and stemmed BM25, measured once on the same test splits. */
    private static final Map<String, String> PEERS = Map.of("stackfaq", "49.9  44.2  59.8  68.9",
            "banking77-no-phrasings",
            "32.9  21.7  38.8  43.0", "banking77", "60.8  28.9  69.5  74.1", "bitext", "   -     -     -  90.4",
            "itafaq",
            "64.2  47.9  60.2  63.2", "stackfaq-oos", "60.7  50.4     -  74.0", "banking77-oos",
            "63.7  35.5  72.6  74.9");

    private SetsBench() {}

    /** @param arguments the folder of the sets, each a folder with articles, calibrate and golden */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        System.out.println(
                "recall, precision and coverage in %; coverage of all questions, and in brackets of those that have "
                        + "an answer");
        try (Voices voices = QuestionSet.voices()) {
            for (Path folder : QuestionSet.folders(data)) {
                try (QuestionSet set = QuestionSet.open(folder, voices)) {
                    report(set);
                }
            }
        }
        System.exit(0);
    }

    private static void report(QuestionSet set) {
        Function<GoldenQuestion, String> language = question -> set.language();
        Model learned = set.learn(set.calibrate());
        Summary summary = Evaluation.report(set.outcomes(learned), learned.calibration().threshold(0.90), language)
                .summary();
        double answerable = (double) set.golden().stream().filter(question -> !question.relevant().isEmpty()).count()
                / set.golden().size();
        System.out.printf(Locale.ROOT, "%n%s: %d questions, %.0f %% answerable%n", set.name(), set.golden().size(),
                100 * answerable);
        System.out.printf(Locale.ROOT, "  recall@1 %.1f   recall@3 %.1f   (MiniSearch, Orama, node-nlp, BM25: %s)%n",
                percent(summary.recallAt1()), percent(summary.recallAt3()), PEERS.getOrDefault(set.name(), "-"));
        System.out.printf(Locale.ROOT, "  AUROC answerable %s   right %s%n", number(summary.aurocAnswerable()),
                number(summary.aurocRight()));
        Model alone = set.learn(withoutMeaning(set.calibrate()));
        Summary plain = Evaluation.report(set.outcomes(alone), alone.calibration().threshold(0.90), language).summary();
        System.out.printf(Locale.ROOT,
                "  without precedents: recall@1 %.1f   AUROC answerable %s   target 90 %%: %.1f right, %.1f answered%n",
                percent(plain.recallAt1()), number(plain.aurocAnswerable()), percent(plain.precisionAtTarget()),
                percent(plain.coverageAtTarget()));
        System.out.printf(Locale.ROOT, "  oracle coverage at 98 %%: %s   at 90 %%: %s%n",
                share(summary.coverageAt98(), answerable), share(summary.coverageAt90(), answerable));
        System.out.printf(Locale.ROOT, "  all %d labels, target 90 %%: %.1f right, %.1f answered%n",
                set.calibrate().size(), percent(summary.precisionAtTarget()), percent(summary.coverageAtTarget()));
        draws(set, FEW, 0.90, language);
        draws(set, FEW, 0.98, language);
        draws(set, MANY, 0.98, language);
    }

    /** The same questions, but none of them a precedent for another. */
    private static List<Trainer.Seen> withoutMeaning(List<Trainer.Seen> seen) {
        return seen.stream().map(
                one -> new Trainer.Seen(one.labelled(), new Measured(new float[0], one.measured().candidates())))
                .toList();
    }

    /** What a few random labels make of it, over twenty draws. */
    private static void draws(QuestionSet set, int labels, double target, Function<GoldenQuestion, String> language) {
        if (set.calibrate().size() < labels * 5 / 4) {
            return;
        }
        List<Double> precisions = new ArrayList<>();
        double coverage = 0;
        double provable = 0;
        int proven = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Trainer.Seen> drawn = new ArrayList<>(set.calibrate());
            Collections.shuffle(drawn, new Random(draw));
            Model learned = set.learn(drawn.subList(0, labels));
            Threshold threshold = learned.calibration().threshold(target);
            Summary summary = Evaluation.report(set.outcomes(learned), threshold, language).summary();
            precisions.add(percent(summary.precisionAtTarget()));
            coverage += percent(summary.coverageAtTarget()) / DRAWS;
            provable += 100 * threshold.provable() / DRAWS;
            proven += threshold.proven() ? 1 : 0;
        }
        System.out.printf(Locale.ROOT,
                "  %d labels, target %.0f %%, %d draws: mean %.1f right, worst %.1f; mean %.1f answered; proven in %d, "
                        + "mean provable %.1f%n",
                labels, 100 * target, DRAWS, precisions.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                Collections.min(precisions), coverage, proven, provable);
    }

    private static double percent(@Nullable Double share) {
        return share == null ? 100 : 100 * share;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String share(@Nullable Double coverage, double answerable) {
        return coverage == null ? "-" : String.format(Locale.ROOT, "%.1f (%.1f)", 100 * coverage,
                100 * coverage / answerable);
    }
}
