package dev.parley.gateway.knowledge;

import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.eval.Evaluation;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.Outcome;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a knowledge base against the golden questions, before and after a change. Pure. */
final class Gate {

    private static final int TOLD = 20;

    private Gate() {}

    /**
     * The figures that may not fall, and what was said to each question.
     *
     * @param figures shares, 0 to 1, by name; empty without golden questions
     * @param firsts by the question's text the first article and whether it is a right one
     */
    record Examined(Map<String, Double> figures, Map<String, First> firsts) {}

    /** The first article for a question. */
    record First(@Nullable String articleId, boolean right) {}

    /**
     * What a change would do.
     *
     * @param fallen sentences about figures that would fall by more than the margin; empty when it may go live
     * @param changes questions whose first article changes for the worse
     */
    record Verdict(List<String> fallen, List<Change> changes) {

        boolean isPassed() {
            return fallen.isEmpty();
        }
    }

    /** A question that would be answered otherwise. */
    @Introspected
    @Schema(name = "GoldenChange", description = "A golden question that a reindex would answer worse.")
    record Change(String question, @Nullable String before, @Nullable String after, List<String> relevant) {}

    static Examined examine(KnowledgeBase base, List<GoldenQuestion> golden, double target,
            Function<GoldenQuestion, String> languageOf) {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, First> firsts = new LinkedHashMap<>();
        if (golden.isEmpty()) {
            return new Examined(figures, firsts);
        }
        List<Outcome> outcomes = Evaluation.run(base, golden, languageOf, Progress.SILENT);
        var summary = Evaluation.report(outcomes, base.calibration().threshold(target), languageOf).summary();
        figures.put("right article first", orZero(summary.recallAt1()));
        figures.put("right article among the first three", orZero(summary.recallAt3()));
        figures.put("answers that are right", summary.precisionAtTarget() == null ? 1 : summary.precisionAtTarget());
        figures.put("answered", orZero(summary.coverageAtTarget()));
        outcomes.forEach(outcome -> {
            String first = outcome.hits().isEmpty() ? null : outcome.hits().getFirst().articleId();
            firsts.put(outcome.question().text(),
                    new First(first, first != null && outcome.question().relevant().contains(first)));
        });
        return new Examined(figures, firsts);
    }

    static Verdict compare(Examined before, Examined after, List<GoldenQuestion> golden, double margin) {
        List<String> fallen = new ArrayList<>();
        before.figures().forEach((name, value) -> {
            double now = after.figures().getOrDefault(name, 0.0);
            if (now < value - margin) {
                fallen.add(String.format(Locale.ROOT, "%s: %.1f %% before, %.1f %% after", name, 100 * value,
                        100 * now));
            }
        });
        List<Change> changes = new ArrayList<>();
        for (GoldenQuestion question : golden) {
            First was = before.firsts().get(question.text());
            First is = after.firsts().get(question.text());
            if (was != null && is != null && was.right() && !is.right() && changes.size() < TOLD) {
                changes.add(new Change(question.text(), was.articleId(), is.articleId(), question.relevant()));
            }
        }
        return new Verdict(fallen, changes);
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
