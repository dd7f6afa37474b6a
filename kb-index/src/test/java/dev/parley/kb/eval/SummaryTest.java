package dev.parley.kb.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.kb.Calibration;
import dev.parley.kb.Threshold;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures, computed by hand. */
class SummaryTest {

    private static final Threshold AT_HALF = new Threshold(0.9, 0.5, 1, 1, 1, 1, 1, true, false, 1, 0);

    @Test
    void figuresAreTheOnesThatTheirDefinitionsGive() {
        Summary summary = Summary.of(List.of(asked("a", 0.9, "a", "b"), asked("b", 0.8, "c", "b"),
                asked("c", 0.3, "x", "y", "z", "c"), asked(null, 0.6, "a"), asked(null, 0.1, "b")), AT_HALF);
        assertEquals(5, summary.questions());
        assertEquals(1.0 / 3, summary.recallAt1());
        assertEquals(2.0 / 3, summary.recallAt3());
        assertEquals((1 + 0.5 + 0.25) / 3, summary.mrrAt10());
        // Answerable 0.9, 0.8, 0.3 against 0.6, 0.1: five of six pairs in order.
        assertEquals(5.0 / 6, summary.aurocAnswerable(), 1e-12);
        assertEquals(1.0, summary.aurocRight());
        // Answered: 0.9 right, 0.8 wrong, 0.6 wrong because nothing answers it.
        assertEquals(1.0 / 3, summary.precisionAtTarget());
        assertEquals(3.0 / 5, summary.coverageAtTarget());
        assertEquals(1.0 / 5, summary.coverageAt98());
    }

    @Test
    void nothingToCountIsNull() {
        Summary summary = Summary.of(List.of(), Calibration.none().threshold(0.9));
        assertNull(summary.recallAt1());
        assertNull(summary.precisionAtTarget());
        assertNull(summary.aurocAnswerable());
    }

    @Test
    void whatRulesDecideIsListedAndCountsNowhere() {
        Outcome ruled = new Outcome(new GoldenQuestion("g2", "?", List.of(), null, null, "handoff", "no_touch"),
                List.of(new Outcome.Found("a", 0, 0.9)), 0);
        EvalReport report = EvalReport.of(List.of(asked("a", 0.9, "a"), ruled), Calibration.none().threshold(0.5),
                question -> "en");
        assertEquals(1, report.summary().questions());
        assertEquals(1, report.byLanguage().get("en").questions());
        assertEquals("g2", report.questions().getLast().id());
    }

    private static Outcome asked(String relevant, double confidence, String... found) {
        return new Outcome(new GoldenQuestion(null, "?", relevant == null ? List.of() : List.of(relevant), null, null,
                null, null), List.of(found).stream().map(id -> new Outcome.Found(id, 0, confidence)).toList(), 0);
    }
}
