package dev.parley.gateway.drill;

import java.time.Duration;
import java.util.List;

/**
 * How a drill went. Immutable.
 *
 * @param handoffId 0 when there was none
 * @param steps in order; after one that failed there may be none
 */
record Drill(String text, long handoffId, List<Step> steps) {

    Drill {
        steps = List.copyOf(steps);
    }

    boolean isOk() {
        return steps.stream().allMatch(Step::ok);
    }

    /**
     * @param what was looked at
     * @param detail what was found and, if it is not ok, what to do
     * @param after since the beginning
     */
    record Step(String what, boolean ok, String detail, Duration after) {}
}
