package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Socket Mode's side of {@link FakeSlack}: delivers an envelope to any connection, again until it is acknowledged. */
final class FakeSocketMode extends WebSocketServer {

    /** Two minutes: a server that was killed may take long to come back on a slow machine. */
    private static final int ATTEMPTS = 240;
    /** Instead of the three seconds that an app has. */
    private static final int PATIENCE_MILLIS = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Map<String, CountDownLatch> unacknowledged = new ConcurrentHashMap<>();
    private final Consumer<ObjectNode> onDelivery;
    private final AtomicInteger number = new AtomicInteger(1);

    /** @param onDelivery is told of each attempt */
    FakeSocketMode(Consumer<ObjectNode> onDelivery) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        setReuseAddr(true);
        this.onDelivery = onDelivery;
    }

    /** Returns when it listens. */
    void begin() {
        start();
        await(ready, 10_000);
    }

    void deliver(String type, ObjectNode payload) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String id = "env-" + number.getAndIncrement();
            CountDownLatch acknowledged = new CountDownLatch(1);
            unacknowledged.put(id, acknowledged);
            ObjectNode envelope = json.createObjectNode().put("type", type).put("envelope_id", id)
                    .put("accepts_response_payload", false).put("retry_attempt", attempt);
            envelope.set("payload", payload);
            onDelivery.accept(payload);
            try {
                getConnections().stream().findAny().ifPresent(socket -> socket.send(envelope.toString()));
                if (await(acknowledged, PATIENCE_MILLIS)) {
                    return;
                }
            } catch (WebsocketNotConnectedException e) {
                // It closed meanwhile: the next attempt takes another.
                LockSupport.parkNanos(100_000_000);
            }
        }
        throw new AssertionError("never acknowledged: " + payload);
    }

    /** As before Slack closes a connection: it wants a new one first. */
    void announceDisconnect() {
        getConnections()
                .forEach(socket -> socket.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}"));
    }

    private static boolean await(CountDownLatch latch, int millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onStart() {
        ready.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        socket.send("{\"type\":\"hello\",\"num_connections\":1}");
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        try {
            CountDownLatch latch = unacknowledged.get(json.readTree(message).path("envelope_id").asText());
            if (latch != null) {
                latch.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket socket, Exception e) {}
}
