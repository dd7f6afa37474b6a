package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred clients that send their requests a byte at a time, or never end them, while others are served. */
class SlowClientsTest {

    private static final int SLOW = 500;

    @TempDir
    Path folder;

    @Test
    void slowClientsHoldUpNobody() throws Exception {
        try (TestServer server = new TestServer(folder, Map.of())) {
            List<Socket> slow = new ArrayList<>();
            AtomicBoolean over = new AtomicBoolean();
            int port = server.application().port();
            try {
                for (int i = 0; i < SLOW; i++) {
                    slow.add(new Socket("localhost", port));
                }
                AtomicInteger taken = new AtomicInteger();
                Thread drip = Thread.ofVirtual().start(() -> drip(slow, over, taken));
                for (int i = 0; i < 20; i++) {
                    TestServer.Visitor visitor = server.visitor();
                    assertEquals("return-an-item",
                            visitor.ask("How do I return an item?").at("/answer/articleId").asText());
                }
                int before = taken.get();
                TestServer.await("they were there all along", () -> taken.get() > before + SLOW / 2);
                over.set(true);
                drip.join();
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            assertEquals("return-an-item",
                    server.visitor().ask("How do I return an item?").at("/answer/articleId").asText());
        }
    }

    /** Half of them never end their headers, half never end a body. */
    private static void drip(List<Socket> slow, AtomicBoolean over, AtomicInteger taken) {
        byte[] header = ("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "a".repeat(10_000))
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = ("POST /api/v1/web/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 20000\r\n\r\n" + " ".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < header.length && !over.get(); at++) {
            for (int i = 0; i < slow.size() && !over.get(); i++) {
                try {
                    slow.get(i).getOutputStream().write((i % 2 == 0 ? header : body)[at]);
                    taken.incrementAndGet();
                } catch (IOException e) {
                    // The server had enough of this one.
                }
            }
        }
    }
}
