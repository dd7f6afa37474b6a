package dev.parley.gateway.answer;

import dev.parley.gateway.config.ParleyConfig;
import dev.parley.kb.Calibration;
import dev.parley.kb.Hit;
import dev.parley.kb.Threshold;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the bot is sure enough: the thresholds that follow from the targets an operator set. Thread-safe.
 */
public final class Sureness {

    /** Scores are log odds: below this the first is at most twice as probable as the second. */
    private static final double TIED = Math.log(2);
    /** Two articles that together are as sure as one must be, and that each could well be meant, compete. */
    private static final double COULD_BE_MEANT = 0.15;

    private final ParleyConfig.Answers answers;
    private volatile Known known = new Known(Calibration.none(), new ConcurrentHashMap<>());

    /** Thresholds by category: each of them is a pass over all judged questions. */
    private record Known(Calibration calibration, Map<String, Threshold> byCategory) {}

    /** @param answers the targets */
    public Sureness(ParleyConfig.Answers answers) {
        this.answers = answers;
    }

    boolean isEnough(Hit hit, Calibration calibration) {
        return hit.confidence() >= needed(hit, calibration);
    }

    /** Whether the first two are so close that either could be meant, however well they answer. */
    boolean isTied(List<Hit> hits) {
        return answers.clarify() && hits.size() > 1 && hits.get(0).score() - hits.get(1).score() < TIED;
    }

    /** Whether it is worth asking if this one is meant. */
    boolean couldBeMeant(Hit hit) {
        return answers.clarify() && hit.confidence() >= COULD_BE_MEANT;
    }

    /** Whether one of these is as surely meant as a single one must be. */
    boolean isEnoughTogether(List<Hit> hits, Calibration calibration) {
        double together = hits.stream().mapToDouble(Hit::confidence).sum();
        return together >= needed(hits.getFirst(), calibration);
    }

    /** The confidence that a hit must have. */
    double needed(Hit hit, Calibration calibration) {
        return threshold(hit, calibration).value();
    }

    private Threshold threshold(Hit hit, Calibration calibration) {
        Known now = known;
        if (now.calibration() != calibration) {
            now = new Known(calibration, new ConcurrentHashMap<>());
            known = now;
        }
        return now.byCategory().computeIfAbsent(hit.passage().category(),
                category -> calibration.threshold(answers.targetOf(category), category));
    }
}
