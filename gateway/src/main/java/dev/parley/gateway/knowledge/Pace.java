package dev.parley.gateway.knowledge;

import java.time.Duration;

/**
 * How far a task is, how fast, and how long it will take.
 *
 * @param done articles that are done
 * @param total articles in all; 0 while that is not known
 * @param perSecond articles a second since the first; 0 while that is not known
 * @param secondsLeft seconds until the last at that rate; 0 while that is not known
 */
record Pace(int done, int total, long perSecond, long secondsLeft) {

    /** @param taken time since the first article was begun */
    static Pace of(int done, int total, Duration taken) {
        double perSecond = done * 1e9 / Math.max(1, taken.toNanos());
        return done == 0
                ? new Pace(0, total, 0, 0)
                : new Pace(done, total, Math.round(perSecond), Math.round(Math.ceil((total - done) / perSecond)));
    }

    int percent() {
        return total == 0 ? 0 : (int) (100L * done / total);
    }
}
