package dev.parley.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.RecordingHost;
import dev.parley.connectors.channel.WebSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class PresenceTest {

    private static final ConversationRef PLACE = WebChannel.ref("c1");

    private final EventStreams streams = new EventStreams(
            new WebSettings(500, new WebSettings.Theme("#1f5c4a", "#ffffff", null, null, "end", "auto"), List.of(),
                    List.of(),
                    new WebSettings.FileLimits(0, List.of()), List.of(), 0),
            1);
    private final RecordingHost host = new RecordingHost();

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void whoOnlyLoadsAnotherPageHasNotLeft() throws InterruptedException {
        open().dispose();
        Disposable again = open();
        Thread.sleep(1_500);
        assertEquals(List.of("present", "present"), host.comings());
        again.dispose();
        for (int i = 0; i < 100 && host.comings().size() < 3; i++) {
            Thread.sleep(50);
        }
        assertEquals(List.of("present", "present", "left"), host.comings());
    }

    private Disposable open() {
        return streams.open(host, PLACE, 0, "127.0.0.1").subscribe();
    }
}
