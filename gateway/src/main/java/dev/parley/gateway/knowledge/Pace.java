package dev.parley.gateway.knowledge;

import java.time.Duration;

/**
 * How far a task is, how fast, and how long it will take.
 *
 * @param done for example articles
 * @param total of them in all; 0 while that is not known
 * @param perSecond since the first was begun; 0 while that is not known
 * @param secondsLeft seconds until the last at that rate; 0 while that is not known
 */
public record Pace(int done, int total, long perSecond, long secondsLeft) {

    /** @param taken time since the first article was begun */
    static Pace of(int done, int total, Duration taken) {
        double perSecond = done * 1e9 / Math.max(1, taken.toNanos());
        return done == 0
                ? new Pace(0, total, 0, 0)
                : new Pace(done, total, Math.round(perSecond), Math.round(Math.ceil((total - done) / perSecond)));
    }

    /** In words, for whoever waits. */
    public String line(String task) {
        return "%s: %d %%, %d of %d, %d a second, %d s left".formatted(task, percent(), done, total, perSecond,
                secondsLeft);
    }

    private int percent() {
        return total == 0 ? 0 : (int) (100L * done / total);
    }
}
