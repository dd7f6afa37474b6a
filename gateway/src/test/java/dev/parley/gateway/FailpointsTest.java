package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.channel.ChannelCapabilities.Resending;
import dev.parley.gateway.conversation.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything dies at a named moment, on each kind of platform, and another server goes on with what is stored. */
@Isolated("failpoints are the process's")
class FailpointsTest {

    private static final int MESSAGES = 8;

    @TempDir
    Path folder;

    static List<Arguments> moments() {
        return java.util.Arrays.stream(Failpoint.values())
                .flatMap(point -> java.util.Arrays.stream(Resending.values())
                        // The kinds of platform differ only in what is sent again.
                        .filter(kind -> point == Failpoint.SENT || kind == Resending.SHOWN_TWICE)
                        .map(kind -> Arguments.of(point, kind)))
                .toList();
    }

    @AfterEach
    void reset() {
        Failpoint.visit(point -> {});
        System.clearProperty("parley.fake-platform");
        System.clearProperty("parley.fake-resending");
    }

    private static final class Crash extends Error {

        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @MethodSource("moments")
    void nothingIsLostAndOnlyWhatWasSentAndNotRecordedCanBeDoubled(Failpoint moment, Resending kind)
            throws Exception {
        Path platform = Files.createDirectories(folder.resolve("platform"));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            written.append("c").append(i % 2).append('\t').append(i).append("\tthanks\n");
        }
        Files.writeString(platform.resolve(FakePlatformChannel.IN), written);
        System.setProperty("parley.fake-platform", platform.toString());
        System.setProperty("parley.fake-resending", kind.name());
        AtomicBoolean dead = new AtomicBoolean();
        Failpoint.visit(point -> {
            if (point == moment) {
                dead.set(true);
            }
            if (dead.get()) {
                throw new Crash();
            }
        });
        try (TestServer dying = new TestServer(folder, Map.of())) {
            TestServer.await("the crash", dead::get);
        }
        Failpoint.visit(point -> {});
        try (TestServer next = new TestServer(folder, Map.of())) {
            TestServer.await("all replies", () -> Set.copyOf(sent(platform)).size() >= MESSAGES);
            List<String> sent = sent(platform);
            assertEquals(MESSAGES, Set.copyOf(sent).size(), "each was answered once");
            int doubled = sent.size() - MESSAGES;
            boolean mayDouble = moment == Failpoint.SENT && kind == Resending.SHOWN_TWICE;
            assertEquals(mayDouble ? 1 : 0, doubled, sent::toString);
            assertTrue(uncertain(next) >= doubled, "what may have been doubled is counted");
        }
    }

    private static List<String> sent(Path platform) {
        try {
            Path file = platform.resolve(FakePlatformChannel.OUT);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int uncertain(TestServer server) throws Exception {
        try (Connection connection = server.database();
                ResultSet row = connection.createStatement().executeQuery("SELECT sum(uncertain) FROM outbox")) {
            row.next();
            return row.getInt(1);
        }
    }
}
