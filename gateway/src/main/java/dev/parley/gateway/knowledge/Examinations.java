package dev.parley.gateway.knowledge;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.eval.GoldenQuestion;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the golden questions of generations: of a large change before it goes live, of small ones afterwards, in the background,
 * with an alert that says how to go back. Thread-safe.
 */
final class Examinations {

    private static final String ALERT = "knowledge";
    /** Questions that an alert names. */
    private static final int TOLD = 3;

    private final Generations generations;
    private final IndexKeeper index;
    private final KnowledgeFiles files;
    private final Alerts alerts;
    private final ParleyConfig config;
    private final AtomicInteger orders = new AtomicInteger();
    private volatile Generations.@Nullable Known known;

    Examinations(Generations generations, IndexKeeper index, KnowledgeFiles files, Alerts alerts, ParleyConfig config) {
        this.generations = generations;
        this.index = index;
        this.files = files;
        this.alerts = alerts;
        this.config = config;
        this.known = generations.findExamined().orElse(null);
        // The first, or one whose examination was cut off by a stop.
        generations.findNewest().filter(row -> row.examined() == null)
                .ifPresent(row -> examineLater(row, !row.cause().equals("ROLLBACK")));
    }

    /** What a generation that does not serve yet would make of the questions, beside the one that does. */
    record Compared(Gate.Examined after, Gate.Verdict verdict) {}

    Compared compareWithServing(KnowledgeBase next) {
        List<GoldenQuestion> golden = files.readGolden();
        Gate.Examined after = examine(next, golden);
        return new Compared(after,
                Gate.compare(examine(index.live(), golden), after, golden, config.knowledge().gateMargin()));
    }

    /** It serves now. */
    void accept(GenerationRow row, Gate.Examined examined) {
        generations.examined(row, examined);
        known = new Generations.Known(Generations.keyOf(row), examined);
        clearAlert();
    }

    void clearAlert() {
        alerts.clear(ALERT);
    }

    /**
     * Asks the golden questions in the background: once for all changes that were made by then.
     *
     * @param isCompared whether an alert is raised when they go worse than when they were last asked
     */
    void examineLater(GenerationRow row, boolean isCompared) {
        int order = orders.incrementAndGet();
        index.afterLearning(() -> {
            if (order != orders.get()) {
                return;
            }
            List<GoldenQuestion> golden = files.readGolden();
            Gate.Examined after = examine(index.live(), golden);
            generations.examined(row, after);
            hold(row, after, golden, isCompared);
        });
    }

    /**
     * Against the best of before, not merely the last: or many small steps down would pass, and nobody would see when they are
     * undone. Where the questions or the target are others, a new measure begins.
     */
    private void hold(GenerationRow row, Gate.Examined after, List<GoldenQuestion> golden, boolean isCompared) {
        Generations.Known before = known;
        if (!isCompared || before == null || !after.isComparable(before.examined())) {
            known = new Generations.Known(Generations.keyOf(row), after);
            return;
        }
        Gate.Verdict verdict = Gate.compare(before.examined(), after, golden, config.knowledge().gateMargin());
        if (!verdict.isPassed()) {
            alert(row, before.generation(), verdict);
            return;
        }
        alerts.clear(ALERT);
        if (after.isAtLeast(before.examined())) {
            known = new Generations.Known(Generations.keyOf(row), after);
        }
    }

    private void alert(GenerationRow row, long before, Gate.Verdict verdict) {
        String worse = verdict.changes().stream().limit(TOLD)
                .map(change -> "“" + change.question() + "” (" + change.why() + ")").collect(Collectors.joining(", "));
        String note = "figures on the golden questions fell: " + String.join("; ", verdict.fallen())
                + (worse.isEmpty() ? "" : "; for example " + worse);
        generations.note(row, note);
        alerts.raise(ALERT,
                "Since generation " + row.id() + " the " + note + ". To go back: ./parley rollback " + before);
    }

    private Gate.Examined examine(KnowledgeBase base, List<GoldenQuestion> golden) {
        return Gate.examine(base, golden, config.answers().answerWhenSure(), question -> Objects
                .requireNonNullElseGet(question.language(), () -> index.languageOf(question.text())));
    }
}
