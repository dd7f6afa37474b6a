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
    /**
     * From here on it is worth asking. Measured on one half of the sample's judged questions with the other half, of which every second
     * one has no answer: of those between this and what an answer needs 53 % are answered by one of the first three articles, and 2 %
     * by another. Of a stranger's, of which 30 % have no answer, it is asked about 49, and one of the three answers 41 of them.
     */
    private static final double PROBABLY = 0.4;
    /** Less than that is not worth a button. */
    private static final double HARDLY = 0.02;

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

    /**
     * What the customer is asked about where nothing is sure: articles that compete and of which one is surely meant, or the nearest
     * ones where the first is probably meant.
     *
     * @param hits best first, at least one
     * @return two or more, or none when asking is not worth it
     */
    List<Hit> listOptions(List<Hit> hits, Calibration calibration) {
        if (!answers.clarify() || hits.size() < 2) {
            return List.of();
        }
        List<Hit> competing = hits.stream().filter(hit -> hit.confidence() >= COULD_BE_MEANT).toList();
        double together = competing.stream().mapToDouble(Hit::confidence).sum();
        if (competing.size() > 1 && together >= needed(competing.getFirst(), calibration)) {
            return competing;
        }
        return hits.getFirst().confidence() < PROBABLY
                ? List.of()
                : hits.stream().filter(hit -> hit.confidence() >= HARDLY || hit.equals(hits.get(1))).toList();
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
