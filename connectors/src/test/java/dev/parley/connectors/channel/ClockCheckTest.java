package dev.parley.connectors.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

    @ParameterizedTest
    @CsvSource({"2026-11-28T12:00:10Z, true, it agrees", "2026-11-28T12:05:00Z, false, 300 seconds ahead of",
        "2026-11-28T11:59:00Z, false, 60 seconds behind"})
    void saysHowFarAClockIsOff(Instant now, boolean ok, String detail) {
        ChannelCheck check = ClockCheck.of("Sat, 28 Nov 2026 12:00:00 GMT", Clock.fixed(now, ZoneOffset.UTC));
        assertEquals(ok, check.ok());
        assertTrue(check.detail().contains(detail), check::detail);
    }

    @Test
    void withoutATimeThereIsNothingToHoldAgainst() {
        assertTrue(ClockCheck.of(null, Clock.systemUTC()).ok());
        assertTrue(ClockCheck.of("soon", Clock.systemUTC()).ok());
    }
}
