package dev.parley.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business hours: time zones, holidays, shifts over midnight, and the two nights on which the clock is changed. */
class HoursTest {

    private static final Hours OFFICE = Hours.of("Europe/London",
            Map.of("mon-fri", "09:00-17:30", "sat", "10:00-16:00"), List.of(LocalDate.of(2026, 12, 25)));
    private static final Hours NIGHT = Hours.of("Europe/London", Map.of("mon-fri", "22:00-06:00"),
            List.of(LocalDate.of(2026, 12, 25)));

    @ParameterizedTest
    @CsvSource({"2026-11-27T09:00:00Z, true", "2026-11-27T08:59:59Z, false", "2026-11-27T17:29:59Z, true",
        "2026-11-27T17:30:00Z, false", "2026-11-28T10:00:00Z, true", "2026-11-29T12:00:00Z, false",
        // a holiday
        "2026-12-25T12:00:00Z, false",
        // summer time: nine o'clock in London is eight in Greenwich
        "2026-07-01T08:00:00Z, true", "2026-07-01T16:30:00Z, false"})
    void offices(Instant at, boolean isOpen) {
        assertEquals(isOpen, OFFICE.isOpen(at));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T22:00:00Z, true", "2026-11-24T03:00:00Z, true", "2026-11-24T06:00:00Z, false",
        "2026-11-24T12:00:00Z, false",
        // Friday's shift ends on Saturday, and there is none on Sunday's evening
        "2026-11-28T05:59:00Z, true", "2026-11-28T23:00:00Z, false", "2026-11-23T03:00:00Z, false",
        // the shift of Christmas Eve goes on into the holiday, on which none begins
        "2026-12-25T03:00:00Z, true", "2026-12-25T23:00:00Z, false"})
    void shiftsOverMidnight(Instant at, boolean isOpen) {
        assertEquals(isOpen, NIGHT.isOpen(at));
    }

    @ParameterizedTest
    @CsvSource({
        // within a day, over the night, over the weekend
        "2026-11-26T10:00:00Z, 60, 2026-11-26T11:00:00Z", "2026-11-26T17:00:00Z, 60, 2026-11-27T09:30:00Z",
        "2026-11-28T15:50:00Z, 20, 2026-11-30T09:10:00Z", "2026-11-28T20:00:00Z, 5, 2026-11-30T09:05:00Z",
        // over a holiday: the 25th is closed, the 26th a Saturday
        "2026-12-24T17:20:00Z, 20, 2026-12-26T10:10:00Z"})
    void onlyOpenHoursCount(Instant from, int minutes, Instant due) {
        assertEquals(due, OFFICE.after(from, Duration.ofMinutes(minutes)));
    }

    @Test
    void aShiftOverTheChangeOfTheClockIsAsLongAsItIs() {
        Hours sunday = Hours.of("Europe/London", Map.of("sat", "22:00-06:00"), List.of());
        // In March an hour is missing, in October there is one more: eight hours of the wall are seven, and nine.
        Instant march = Instant.parse("2026-03-28T22:00:00Z");
        assertEquals(Instant.parse("2026-03-29T05:00:00Z"), sunday.after(march, Duration.ofHours(7)));
        assertEquals(Instant.parse("2026-04-04T22:00:00Z"), sunday.after(march, Duration.ofHours(8)));
        Instant october = Instant.parse("2026-10-24T21:00:00Z");
        assertEquals(Instant.parse("2026-10-25T06:00:00Z"), sunday.after(october, Duration.ofHours(9)));
    }

    @Test
    void theMiddleOfAShiftCountsFromThere() {
        assertEquals(Instant.parse("2026-11-24T04:00:00Z"),
                NIGHT.after(Instant.parse("2026-11-24T03:00:00Z"), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-27T18:00:00Z, 2026-11-28T10:00:00Z", "2026-11-28T16:00:00Z, 2026-11-30T09:00:00Z",
        "2026-11-27T07:00:00Z, 2026-11-27T09:00:00Z", "2026-12-24T18:00:00Z, 2026-12-26T10:00:00Z"})
    void whenItOpensAgain(Instant now, Instant opens) {
        assertEquals(opens, OFFICE.opensAfter(now).orElseThrow().toInstant());
    }

    @Test
    void aSpanThatIsNoTimeIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> Hours.of("Europe/London", Map.of("mon", "09:00-09:00"), List.of()));
    }
}
