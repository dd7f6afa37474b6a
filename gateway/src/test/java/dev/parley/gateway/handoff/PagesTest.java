package dev.parley.gateway.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagesTest {

    /** A weekend's handoffs of one team are not due, and must not hide another's. */
    @Test
    void everyHandoffIsSeenHoweverManyWaitBeforeIt() {
        Pages pages = new Pages();
        Set<Long> seen = new HashSet<>();
        for (int sweep = 0; sweep < 3; sweep++) {
            seen.addAll(pages.next("waiting", PagesTest::behind, Long::longValue));
        }
        assertEquals(LongStream.rangeClosed(1, 450).boxed().toList(), seen.stream().sorted().toList());
        assertEquals(1, pages.next("waiting", PagesTest::behind, Long::longValue).getFirst(), "from the start again");
        assertEquals(1, pages.next("silent", PagesTest::behind, Long::longValue).getFirst(), "each list by itself");
    }

    private static List<Long> behind(long id) {
        return LongStream.rangeClosed(id + 1, 450).boxed().limit(Pages.SIZE).toList();
    }
}
