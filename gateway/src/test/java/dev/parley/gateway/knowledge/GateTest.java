package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.eval.GoldenQuestion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final List<GoldenQuestion> GOLDEN = List.of(GoldenQuestion.of("sure before"),
            GoldenQuestion.of("wrong now"), GoldenQuestion.of("nothing answers it"), GoldenQuestion.of("as before"));

    @Test
    void aFallNamesEachQuestionThatWouldGoWorseAndWhy() {
        Gate.Examined before = examined(0.8, Map.of("sure before", new Gate.First("a", true, true, 0.9), "wrong now",
                new Gate.First("a", true, true, 0.9), "nothing answers it", new Gate.First("b", false, false, 0.4),
                "as before", new Gate.First("a", true, false, 0.5)));
        Gate.Examined after = examined(0.6, Map.of("sure before", new Gate.First("a", true, false, 0.5), "wrong now",
                new Gate.First("b", false, false, 0.3), "nothing answers it", new Gate.First("b", false, true, 0.9),
                "as before", new Gate.First("a", true, false, 0.4)));
        Gate.Verdict verdict = Gate.compare(before, after, GOLDEN, 0.02);
        assertFalse(verdict.isPassed());
        assertEquals(List.of("sure before: no longer answered: 90 % sure before, 50 % after",
                "wrong now: another article comes first",
                "nothing answers it: now answered, wrongly: 40 % sure before, 90 % after"),
                verdict.changes().stream().map(change -> change.question() + ": " + change.why()).toList());
        assertTrue(Gate.compare(before, examined(0.79, Map.of()), GOLDEN, 0.02).isPassed());
    }

    @Test
    void figuresOfOtherQuestionsAreNotCompared() {
        Gate.Examined one = examined(0.8, Map.of());
        assertTrue(one.isComparable(examined(0.5, Map.of())));
        assertFalse(one.isComparable(new Gate.Examined("others", Map.of(), Map.of())));
        assertFalse(one.isComparable(new Gate.Examined(null, Map.of(), Map.of())), "of an older version");
        assertTrue(one.isAtLeast(examined(0.8, Map.of())));
        assertFalse(one.isAtLeast(examined(0.81, Map.of())));
    }

    @Test
    void anIndexThatAnswersAlmostNothingIsNoMeasureOfOneThatAnswers() {
        Gate.Examined almostEmpty = answering(1, 0.25, Map.of("sure before", new Gate.First("a", true, true, 0.9),
                "wrong now", new Gate.First(null, false, false, 0)));
        Gate.Examined full = answering(2.0 / 3, 0.75, Map.of("sure before", new Gate.First("a", true, true, 0.95),
                "wrong now", new Gate.First("b", false, true, 0.9), "as before",
                new Gate.First("a", true, true, 0.92)));
        assertTrue(Gate.compare(almostEmpty, full, GOLDEN, 0.02).isPassed());
        assertTrue(full.isAtLeast(almostEmpty), "it is the measure from now on");
        assertFalse(Gate.compare(full, almostEmpty, GOLDEN, 0.02).isPassed(), "and back is a fall");

        Gate.Examined surelyWrong = answering(2.0 / 3, 0.75,
                Map.of("sure before", new Gate.First("b", false, true, 0.99),
                        "wrong now", new Gate.First("a", true, true, 0.9), "as before",
                        new Gate.First("a", true, true, 0.92)));
        assertEquals(List.of("answers that are right: 100.0 % before, 0.0 % after"),
                Gate.compare(almostEmpty, surelyWrong, GOLDEN, 0.02).fallen());
    }

    private static Gate.Examined answering(double right, double answered, Map<String, Gate.First> firsts) {
        return new Gate.Examined("these", Map.of("answered", answered, "answers that are right", right), firsts);
    }

    private static Gate.Examined examined(double answered, Map<String, Gate.First> firsts) {
        return new Gate.Examined("these", Map.of("answered", answered), firsts);
    }
}
