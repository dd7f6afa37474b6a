package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final List<Long> done = new CopyOnWriteArrayList<>();

    @Test
    void aBacklogHoldsUpNobodyElse() throws InterruptedException {
        Map<Long, Integer> left = new ConcurrentHashMap<>(Map.of(1L, 4, 2L, 2));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(1);
        try (Lane lane = new Lane("test", id -> {
            started.countDown();
            awaitOf(both);
            if (left.merge(id, -1, Integer::sum) < 0) {
                return false;
            }
            done.add(id);
            return true;
        })) {
            lane.queue(1);
            started.await();
            lane.queue(2);
            both.countDown();
            TestServer.await("all steps", () -> done.size() == 6);
        }
        assertEquals(List.of(1L, 2L, 1L, 2L, 1L, 1L), done);
    }

    @Test
    void whatIsStoredDuringAStepIsDoneAndAFailureStopsNobody() {
        try (Lane lane = new Lane("test", id -> {
            done.add(id);
            if (id == 1) {
                throw new IllegalStateException("planned");
            }
            return false;
        })) {
            lane.queue(1);
            lane.queue(2);
            TestServer.await("both", () -> done.contains(2L));
            lane.queue(1);
            TestServer.await("again", () -> done.equals(List.of(1L, 2L, 1L)));
        }
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
