package dev.parley.connectors.channel;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Holds this computer's clock against a platform's. Pure. */
public final class ClockCheck {

    /** Platforms refuse signatures that are some minutes off; a header says whole seconds, and takes a while to come. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private ClockCheck() {}

    /** @param date the header of an answer that has just come; null: there was none */
    public static ChannelCheck of(@Nullable String date, Clock clock) {
        try {
            if (date == null) {
                return new ChannelCheck("clock", true, "the platform does not say what time it is");
            }
            Duration ahead = Duration.between(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from),
                    clock.instant());
            return ahead.abs().compareTo(TOLERATED) <= 0
                    ? new ChannelCheck("clock", true, "it agrees with the platform's")
                    : new ChannelCheck("clock", false, "this computer's is " + ahead.abs().toSeconds() + " seconds "
                            + (ahead.isNegative() ? "behind" : "ahead of") + " the platform's; set it by NTP");
        } catch (DateTimeException e) {
            return new ChannelCheck("clock", true, "the platform says no time that can be read");
        }
    }
}
