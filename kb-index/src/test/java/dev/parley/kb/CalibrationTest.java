package dev.parley.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void theThresholdRestsOnTheLowerBoundNotOnTheObservedShare() {
        // The first 90 are right, then every second one: 90 % are right of the first 112, but that proves 86 % only.
        Threshold threshold = calibration(200, 90).threshold(0.90);
        assertTrue(threshold.proven());
        assertTrue(threshold.lower() >= 0.90, threshold::toString);
        assertTrue(threshold.precision() > 0.92, threshold::toString);
        assertTrue(threshold.answered() < 112, threshold::toString);
    }

    @Test
    void tooFewQuestionsSaySoAndOfferWhatTheyProve() {
        Threshold threshold = calibration(40, 30).threshold(0.98);
        assertFalse(threshold.proven());
        assertTrue(threshold.missing() > 0);
        assertTrue(threshold.provable() > 0.9 && threshold.provable() < 0.98, threshold::toString);
        assertEquals(31, threshold.answered(), "the threshold is that of the highest target that can be proven");
    }

    @Test
    void whatIsOfferedCanBeProven() {
        for (int right : new int[]{10, 40, 80, 149}) {
            Threshold threshold = calibration(right, right).threshold(0.999);
            assertFalse(threshold.proven());
            assertTrue(calibration(right, right).threshold(threshold.provable()).proven(), threshold::toString);
        }
    }

    @Test
    void questionsThatNothingAnswersDoNotLowerTheThreshold() {
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(new Calibration.Outcome(i / 200.0, false, false, "returns"));
        }
        assertTrue(new Calibration(outcomes, false).threshold(0.85).value() >= 0.85);
        assertEquals(0.85, new Calibration(List.of(new Calibration.Outcome(0.95, true, true, "returns"),
                new Calibration.Outcome(0.3, false, false, "returns")), true).threshold(0.85).value(), 1e-9);
    }

    @Test
    void aTargetNextToOneIsReckonedToo() {
        assertEquals(30_000, calibration(40, 40).threshold(0.9999).missing(), 100);
        assertTrue(calibration(40, 30).threshold(1 - 1e-12).missing() >= 100_000_000);
    }

    @Test
    void errorsThatWereMadeCountInWhatIsMissing() {
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(new Calibration.Outcome(i < 150 ? 0.9 : 0.1, i > 1 && i < 150, i < 150, "returns"));
        }
        // 148 of 150 are right: 297 of 299 would show 98 %, and three in four are answered.
        assertEquals(199, new Calibration(outcomes, false).threshold(0.98).missing(), 20);
    }

    @Test
    void aHundredAndFortyAnswersWithoutAnErrorDoNotYetProveNinetyEightInAHundred() {
        assertFalse(calibration(140, 140).threshold(0.98).proven());
        assertTrue(calibration(160, 160).threshold(0.98).proven());
    }

    @Test
    void withoutAQuestionTheConfidenceIsTakenAtItsWord() {
        Threshold threshold = Calibration.none().threshold(0.9);
        assertEquals(0.9, threshold.value());
        assertTrue(threshold.provisional());
        assertFalse(threshold.proven());
    }

    @Test
    void aCategoryWithEnoughQuestionsHasAThresholdOfItsOwn() {
        List<Calibration.Outcome> outcomes = new ArrayList<>(calibration(200, 90).outcomes());
        for (int i = 0; i < 320; i++) {
            outcomes.add(new Calibration.Outcome(0.4 + i * 0.001, true, true, "easy"));
            if (i < 120) {
                outcomes.add(new Calibration.Outcome(0.4 + i * 0.001, true, true, "few"));
            }
        }
        Calibration calibration = new Calibration(outcomes, false);
        assertTrue(calibration.threshold(0.95, "easy").value() < 0.45);
        assertEquals(calibration.threshold(0.95), calibration.threshold(0.95, "few"));
    }

    private static Calibration calibration(int questions, int right) {
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            outcomes.add(new Calibration.Outcome(1 - i * 0.001, i < right || i % 2 == 0, true, "x"));
        }
        return new Calibration(outcomes, false);
    }
}
