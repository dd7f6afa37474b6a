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
        assertEquals("indexing: 30 %, 3000 of 10000, 150 a second, 47 s left", pace.line("indexing"));
    }

    @Test
    void nothingIsPromisedBeforeTheFirstArticle() {
        assertEquals(new Pace(0, 10_000, 0, 0), Pace.of(0, 10_000, Duration.ofSeconds(20)));
        assertEquals("indexing: 0 %, 0 of 0, 0 a second, 0 s left", Pace.of(0, 0, Duration.ZERO).line("indexing"));
    }

    @Test
    void theEndIsTheEnd() {
        assertEquals(new Pace(16, 16, 16, 0), Pace.of(16, 16, Duration.ofSeconds(1)));
    }
}
