package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How fast a reindex is and how long it will take. */
class PaceTest {

    @Test
    void theRateAndTheTimeLeftFollowFromWhatIsDone() {
        Pace pace = Pace.of(3_000, 10_000, Duration.ofSeconds(20));
        assertEquals(new Pace(3_000, 10_000, 150, 47), pace);
        assertEquals(30, pace.percent());
    }

    @Test
    void nothingIsPromisedBeforeTheFirstArticle() {
        assertEquals(new Pace(0, 10_000, 0, 0), Pace.of(0, 10_000, Duration.ofSeconds(20)));
        assertEquals(0, Pace.of(0, 0, Duration.ZERO).percent());
    }

    @Test
    void theEndIsTheEnd() {
        assertEquals(new Pace(16, 16, 16, 0), Pace.of(16, 16, Duration.ofSeconds(1)));
    }
}
