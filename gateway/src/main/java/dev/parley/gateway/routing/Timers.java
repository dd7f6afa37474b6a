package dev.parley.gateway.routing;

import java.time.Duration;

/**
 * When what happens to handoffs that nobody works on. Minutes; 0: never.
 *
 * @param remind until the team is called again
 * @param next until the next team gets it
 * @param expectation until the customer is told that it takes longer
 * @param idle of silence after it was claimed
 * @param undelivered until a handoff that no desk took goes out by webhook, and is an alert
 * @param reopenDays within which a customer comes back to the same thread
 */
public record Timers(double remind, double next, double expectation, double idle,
        double undelivered, int reopenDays) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** @throws IllegalArgumentException when one is negative */
    public Timers {
        if (remind < 0 || next < 0 || expectation < 0 || idle < 0 || undelivered < 0 || reopenDays < 0) {
            throw new IllegalArgumentException("timers must be 0 (never) or more");
        }
    }

    /** A number of minutes as a duration. */
    public static Duration minutes(double minutes) {
        return Duration.ofSeconds(Math.round(minutes * SECONDS_PER_MINUTE));
    }
}
