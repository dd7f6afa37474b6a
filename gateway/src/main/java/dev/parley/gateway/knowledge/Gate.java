package dev.parley.gateway.knowledge;

import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.Threshold;
import dev.parley.kb.eval.Evaluation;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.Outcome;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a knowledge base against the golden questions, before and after a change. Pure. */
final class Gate {

    private static final int TOLD = 20;
    private static final String RIGHT = "answers that are right";

    private Gate() {}

    /**
     * The figures that may not fall, and what was said to each question.
     *
     * @param basis names the questions and the target: figures that rest on others say nothing of each other; null in rows of
     *        older versions
     * @param figures shares, 0 to 1, by name; empty without golden questions
     * @param firsts by the question's text the first article
     */
    record Examined(@Nullable String basis, Map<String, Double> figures, Map<String, First> firsts) {

        boolean isComparable(Examined other) {
            return basis != null && basis.equals(other.basis);
        }

        /** Whether no figure is lower than there. */
        boolean isAtLeast(Examined other) {
            return other.figures.keySet().stream().allMatch(name -> beside(other, name) >= other.figure(name));
        }

        double figure(String name) {
            return figures.getOrDefault(name, 0.0);
        }

        /**
         * A figure as it may be held against another's. Who answers more answers more that is wrong, so that an index that
         * answers next to nothing would be best: of the answers as many count as the other gives, the surest.
         */
        double beside(Examined other, String name) {
            List<First> answers = listAnswered();
            int fewer = other.listAnswered().size();
            if (!name.equals(RIGHT) || fewer >= answers.size()) {
                return figure(name);
            }
            return fewer == 0 ? 1 : (double) answers.stream().limit(fewer).filter(First::right).count() / fewer;
        }

        private List<First> listAnswered() {
            return firsts.values().stream().filter(First::answered)
                    .sorted(Comparator.comparingDouble(First::confidence).reversed()).toList();
        }
    }

    /**
     * The first article for a question.
     *
     * @param right whether it answers it
     * @param answered whether it is sure enough to be sent
     * @param confidence 0 to 1
     */
    record First(@Nullable String articleId, boolean right, boolean answered, double confidence) {}

    /**
     * What a change would do.
     *
     * @param fallen sentences about figures that would fall by more than the margin; empty when it may go live
     * @param changes questions that would go worse, and how
     */
    record Verdict(List<String> fallen, List<Change> changes) {

        boolean isPassed() {
            return fallen.isEmpty();
        }
    }

    /** A question that would be answered otherwise. */
    @Introspected
    @Schema(name = "GoldenChange", description = "A golden question that a reindex would answer worse.")
    record Change(String question, @Nullable String before, @Nullable String after, List<String> relevant,
            String why) {}

    static Examined examine(KnowledgeBase base, List<GoldenQuestion> golden, double target,
            Function<GoldenQuestion, String> languageOf) {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, First> firsts = new LinkedHashMap<>();
        String basis = Integer.toHexString(golden.hashCode()) + "-" + target;
        if (golden.isEmpty()) {
            return new Examined(basis, figures, firsts);
        }
        List<Outcome> outcomes = Evaluation.run(base, golden, languageOf, Progress.SILENT);
        Threshold threshold = base.calibration().threshold(target);
        var summary = Evaluation.report(outcomes, threshold, languageOf).summary();
        figures.put("right article first", orZero(summary.recallAt1()));
        figures.put("right article among the first three", orZero(summary.recallAt3()));
        figures.put(RIGHT, summary.precisionAtTarget() == null ? 1 : summary.precisionAtTarget());
        figures.put("answered", orZero(summary.coverageAtTarget()));
        outcomes.forEach(outcome -> {
            Outcome.@Nullable Found first = outcome.hits().isEmpty() ? null : outcome.hits().getFirst();
            firsts.put(outcome.question().text(), first == null
                    ? new First(null, false, false, 0)
                    : new First(first.articleId(), outcome.question().relevant().contains(first.articleId()),
                            first.confidence() >= threshold.value(), first.confidence()));
        });
        return new Examined(basis, figures, firsts);
    }

    static Verdict compare(Examined before, Examined after, List<GoldenQuestion> golden, double margin) {
        List<String> fallen = new ArrayList<>();
        before.figures().forEach((name, value) -> {
            double now = after.beside(before, name);
            if (now < value - margin) {
                fallen.add(String.format(Locale.ROOT, "%s: %.1f %% before, %.1f %% after", name, 100 * value,
                        100 * now));
            }
        });
        List<Change> changes = new ArrayList<>();
        for (GoldenQuestion question : golden) {
            First was = before.firsts().get(question.text());
            First is = after.firsts().get(question.text());
            if (was == null || is == null) {
                continue;
            }
            String why = worse(was, is);
            if (why != null && changes.size() < TOLD) {
                changes.add(new Change(question.text(), was.articleId(), is.articleId(), question.relevant(), why));
            }
        }
        return new Verdict(fallen, changes);
    }

    private static @Nullable String worse(First was, First is) {
        String sure = String.format(Locale.ROOT, "%.0f %% sure before, %.0f %% after", 100 * was.confidence(),
                100 * is.confidence());
        if (was.right() && !is.right()) {
            return "another article comes first";
        }
        if (was.right() && was.answered() && !is.answered()) {
            return "no longer answered: " + sure;
        }
        return !is.right() && is.answered() && !was.answered() ? "now answered, wrongly: " + sure : null;
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
