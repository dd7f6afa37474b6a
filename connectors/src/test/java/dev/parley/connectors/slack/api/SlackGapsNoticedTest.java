package dev.parley.connectors.slack.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.connectors.slack.FakeSlack;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Over HTTP nobody says that deliveries were missed. */
class SlackGapsNoticedTest {

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private boolean isBroken;

    private final Clock clock = new Clock() {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @Test
    void afterALongSilenceAndAfterAFailureItIsLookedForWhatWasMissed() throws InterruptedException {
        try (FakeSlack slack = new FakeSlack()) {
            SlackSettings settings = SlackSettings
                    .read(name -> Optional.ofNullable(slack.httpVariables().get(name))).orElseThrow();
            SlackHub hub = new SlackHub(clock);
            AtomicInteger looked = new AtomicInteger();
            hub.whenConnected(api -> looked.incrementAndGet());
            hub.open(settings, new SlackApi(settings), payload -> {
                if (isBroken) {
                    throw new IllegalStateException("the database is away");
                }
            }, (ok, how) -> {});
            await(looked, 1);
            deliver(hub);
            now = now.plus(Duration.ofMinutes(4));
            deliver(hub);
            Thread.sleep(100);
            assertEquals(1, looked.get());
            now = now.plus(Duration.ofMinutes(40));
            deliver(hub);
            await(looked, 2);
            now = now.plus(Duration.ofMinutes(6));
            deliver(hub);
            Thread.sleep(100);
            assertEquals(2, looked.get(), "not after each lull");
            isBroken = true;
            assertThrows(IllegalStateException.class, () -> deliver(hub));
            isBroken = false;
            deliver(hub);
            await(looked, 3);
            isBroken = true;
            assertThrows(IllegalStateException.class, () -> deliver(hub));
            isBroken = false;
            deliver(hub);
            Thread.sleep(100);
            assertEquals(3, looked.get(), "not at once again");
            now = now.plus(Duration.ofMinutes(2));
            deliver(hub);
            await(looked, 4);
            hub.close();
        }
    }

    private void deliver(SlackHub hub) {
        String body = "{}";
        String seconds = String.valueOf(now.getEpochSecond());
        hub.findListener(body.getBytes(StandardCharsets.UTF_8), List.of(seconds),
                List.of(FakeSlack.sign(body, seconds, FakeSlack.SIGNING_SECRET))).orElseThrow()
                .receive(new SlackPayload(SlackPayload.Kind.EVENT, JsonNodeFactory.instance.objectNode()));
    }

    private static void await(AtomicInteger count, int expected) throws InterruptedException {
        for (int i = 0; i < 100 && count.get() < expected; i++) {
            Thread.sleep(20);
        }
        assertEquals(expected, count.get());
    }
}
