package dev.parley.gateway.cli;

import dev.parley.kb.Threshold;
import dev.parley.kb.lucene.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what a threshold rests on. Pure. */
final class Thresholds {

    private Thresholds() {}

    /** @param labels how many questions were judged, also when they are too few to learn from */
    static List<String> describe(Threshold threshold, int labels) {
        List<String> lines = new ArrayList<>();
        if (threshold.provisional() && labels > 0) {
            lines.add(String.format(Locale.ROOT,
                    "%d questions were judged, which is too few: from %d on they count, %d more.",
                    labels, Learning.FEWEST_LABELS, Learning.FEWEST_LABELS - labels));
        }
        if (threshold.judged() == 0) {
            lines.add(
                    "PROVISIONAL: neither judged questions nor example questions of articles can be learned from, so that the "
                            + "confidence is taken at its word.");
            return lines;
        }
        lines.add(String.format(Locale.ROOT,
                "%sChosen on %d %s questions: of %d answered there, %.1f %% were right, and with 90 %% certainty between "
                        + "%.1f and %.1f %%.",
                threshold.provisional() ? "PROVISIONAL. " : "", threshold.judged(),
                threshold.provisional() ? "held-out example" : "judged", threshold.answered(),
                100 * threshold.precision(), 100 * threshold.lower(), 100 * threshold.upper()));
        if (threshold.provisional()) {
            lines.add("Customers write otherwise than articles: judge some 300 questions for a figure to rely on.");
        }
        if (!threshold.proven()) {
            lines.add(String.format(Locale.ROOT, "Too few to prove %.1f %%: at least %d more are needed. The highest "
                    + "target that they prove is %.1f %%, which is what the threshold stands for.",
                    100 * threshold.target(), threshold.missing(), Math.floor(1000 * threshold.provable()) / 10));
        }
        return lines;
    }
}
