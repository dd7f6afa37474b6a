package dev.parley.gateway.knowledge;

import dev.parley.kb.Threshold;
import java.util.Locale;
import java.util.Optional;

/** Whether customers ask otherwise than the judged questions do: then the calibration no longer holds. Pure. */
final class Drift {

    /** Fewer turns are chance. */
    private static final long FEWEST = 100;
    /** A smaller shift changes the precision by less than its bounds allow. */
    private static final double NOTABLE = 0.10;
    private static final double STANDARD_ERRORS = 3;

    private Drift() {}

    /**
     * @param threshold with the share of judged questions that are answered at it
     * @param retrieved turns that reached the knowledge base lately
     * @param answered those of them that were answered
     * @return a sentence for the owner; empty when there is no drift, or too little to tell
     */
    static Optional<String> of(Threshold threshold, long retrieved, long answered) {
        if (retrieved < FEWEST || threshold.judged() == 0) {
            return Optional.empty();
        }
        double expected = (double) threshold.answered() / threshold.judged();
        double seen = (double) answered / retrieved;
        double chance = STANDARD_ERRORS * Math.sqrt(expected * (1 - expected) / retrieved);
        if (Math.abs(seen - expected) <= Math.max(NOTABLE, chance)) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT,
                "Customers ask otherwise than the judged questions: of the last %d turns %.0f %% were answered, of the judged "
                        + "questions %.0f %%. Judge some of what they ask now.",
                retrieved, 100 * seen, 100 * expected));
    }
}
