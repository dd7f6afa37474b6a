package dev.parley.gateway.cli;

import dev.parley.kb.Threshold;
import dev.parley.kb.eval.EvalReport;
import dev.parley.kb.eval.Outcome;
import dev.parley.kb.eval.Summary;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints an evaluation for people. */
final class EvalPrinter {

    private static final int WORST = 10;
    private static final int TEXT = 90;

    private final PrintWriter out;

    EvalPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(EvalReport report, Threshold threshold, int labels, List<Outcome> outcomes) {
        Summary all = report.summary();
        out.printf(Locale.ROOT, "%d questions%n", all.questions());
        line("right article first (recall@1)", percent(all.recallAt1()));
        line("right article among three (recall@3)", percent(all.recallAt3()));
        line("mean reciprocal rank (MRR@10)", number(all.mrrAt10()));
        line("answerable told from unanswerable (AUROC)", number(all.aurocAnswerable()));
        line("right told from wrong (AUROC)", number(all.aurocRight()));
        line("CPU a question, median", all.cpuMsPerQuestion() == null ? "-" : number(all.cpuMsPerQuestion()) + " ms");
        out.println();
        line("target: so many answers must be right", percent(threshold.target()));
        line("answered at confidence", String.format(Locale.ROOT, "%.3f", threshold.value()));
        line("of the answers right", percent(all.precisionAtTarget()));
        line("of all questions answered", percent(all.coverageAtTarget()));
        line("could be answered at 98 % right (hindsight)", percent(all.coverageAt98()));
        line("could be answered at 90 % right (hindsight)", percent(all.coverageAt90()));
        Thresholds.describe(threshold, labels).forEach(out::println);
        table("by category", report.byCategory());
        table("by language", report.byLanguage());
        worst(outcomes);
    }

    private void line(String name, String value) {
        out.printf("  %-46s %10s%n", name, value);
    }

    private void table(String title, Map<String, Summary> groups) {
        if (groups.size() < 2) {
            return;
        }
        out.printf("%n%-30s %9s %9s %9s %9s%n", title, "questions", "recall@1", "answered", "right");
        groups.forEach((name, group) -> out.printf("  %-28s %9d %9s %9s %9s%n", name, group.questions(),
                percent(group.recallAt1()), percent(group.coverageAtTarget()), percent(group.precisionAtTarget())));
    }

    /** The surest wrong ones. */
    private void worst(List<Outcome> outcomes) {
        List<Outcome> misses = outcomes.stream().filter(outcome -> !outcome.hits().isEmpty()
                && outcome.question().isForKnowledgeBase()
                && !outcome.question().relevant().contains(outcome.hits().getFirst().articleId()))
                .sorted(Comparator.comparingDouble((Outcome outcome) -> -outcome.hits().getFirst().confidence()))
                .limit(WORST).toList();
        if (!misses.isEmpty()) {
            out.printf("%nthe surest that are wrong%n");
        }
        for (Outcome miss : misses) {
            String text = miss.question().text().replaceAll("\\s+", " ");
            out.printf(Locale.ROOT, "  %.2f  %s%n        found %s, expected %s%n", miss.hits().getFirst().confidence(),
                    text.length() > TEXT ? text.substring(0, TEXT) + "…" : text, miss.hits().getFirst().articleId(),
                    miss.question().relevant().isEmpty() ? "nothing" : String.join(" or ", miss.question().relevant()));
        }
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
