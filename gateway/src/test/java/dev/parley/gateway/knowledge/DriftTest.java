package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Calibration;
import dev.parley.kb.Threshold;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {

    /** 70 of 100 judged questions are answered. */
    private static final Threshold THRESHOLD = new Threshold(0.9, 0.5, 0.95, 0.91, 0.97, 70, 100, true, false, 0.97, 0);

    @Test
    void aNotableShiftIsTold() {
        String told = Drift.of(THRESHOLD, 200, 90).orElseThrow();
        assertTrue(told.contains("45 %") && told.contains("70 %") && told.contains("200"), told);
        assertTrue(Drift.of(THRESHOLD, 200, 180).isPresent(), "in either direction");
    }

    @Test
    void chanceAndTooFewTurnsAreNot() {
        assertEquals(Optional.empty(), Drift.of(THRESHOLD, 200, 130));
        assertEquals(Optional.empty(), Drift.of(THRESHOLD, 99, 0));
        assertEquals(Optional.empty(), Drift.of(Calibration.none().threshold(0.9), 500, 0));
    }
}
