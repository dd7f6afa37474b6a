package dev.parley.connectors.slack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Socket Mode: Slack's deliveries over a connection that we open, so that no public address is needed. Deliveries are handled
 * in the order in which they come, and acknowledged once they are stored. Before Slack closes a connection it says so, and
 * the next is open by then. Thread-safe.
 */
public final class SlackSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** Slack pings every few seconds; a connection that is silent for so long is dead. */
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final SlackApi api;
    private final SlackListener listener;
    private final BiConsumer<Boolean, String> health;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final ExecutorService deliveries = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("slack-socket-delivery").factory());
    private final Thread thread;
    private volatile @Nullable Connection current;

    /**
     * Connects, and again whenever the connection is lost, until it is closed.
     *
     * @param health is told whether it is connected, and why not; must not throw
     */
    public SlackSocket(SlackApi api, SlackListener listener, BiConsumer<Boolean, String> health) {
        this.api = api;
        this.listener = listener;
        this.health = health;
        this.thread = Thread.ofVirtual().name("slack-socket").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    long opened = System.nanoTime();
                    Connection next = connect();
                    Connection before = current;
                    current = next;
                    health.accept(true, "Socket Mode");
                    if (before != null) {
                        before.closeGently();
                    }
                    next.awaitReplacement();
                    if (System.nanoTime() - opened < SHORT.toNanos()) {
                        // Closed as soon as it was open: not again and again without a pause.
                        Thread.sleep(SHORT);
                    }
                } catch (SlackException e) {
                    health.accept(false, "Slack refuses the connection: " + e.getMessage());
                    Thread.sleep(e.retryAfter() == null ? RETRY : e.retryAfter());
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    health.accept(false, "the connection to Slack could not be opened: " + e.getMessage());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection connect() throws InterruptedException, ExecutionException, TimeoutException {
        String url = api.callAsApp(methods -> methods.appsConnectionsOpen(request -> request)).getUrl();
        Connection connection = new Connection();
        connection.socket = http.newWebSocketBuilder().connectTimeout(CONNECT_LIMIT)
                .buildAsync(URI.create(url), connection).get(CONNECT_LIMIT.toSeconds(), TimeUnit.SECONDS);
        return connection;
    }

    private final class Connection implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable WebSocket socket;
        private volatile long heardNanos = System.nanoTime();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heardNanos = System.nanoTime();
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                deliveries.execute(() -> deliver(from, whole));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, java.nio.ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            over.countDown();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over.countDown();
        }

        void awaitReplacement() throws InterruptedException {
            while (!over.await(5, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                    LOG.warn("nothing was heard of Slack for {}; the connection is opened anew", SILENCE);
                    return;
                }
            }
        }

        void closeGently() {
            WebSocket open = socket;
            if (open != null && !open.isOutputClosed()) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "");
            }
        }

        private void deliver(WebSocket from, String whole) {
            try {
                JsonNode envelope = JSON.readTree(whole);
                String type = envelope.path("type").asText();
                if (type.equals("disconnect")) {
                    over.countDown();
                    return;
                }
                SlackPayload.@Nullable Kind kind = switch (type.toLowerCase(Locale.ROOT)) {
                    case "events_api" -> SlackPayload.Kind.EVENT;
                    case "interactive" -> SlackPayload.Kind.INTERACTION;
                    case "slash_commands" -> SlackPayload.Kind.COMMAND;
                    default -> null;
                };
                if (kind != null) {
                    listener.receive(new SlackPayload(kind, envelope.path("payload")));
                }
                if (envelope.hasNonNull("envelope_id")) {
                    from.sendText(JSON.writeValueAsString(
                            Map.of("envelope_id", envelope.path("envelope_id").asText())), true).join();
                }
            } catch (JsonProcessingException e) {
                LOG.warn("Slack sent what is no JSON over Socket Mode");
            } catch (RuntimeException e) {
                LOG.error("a delivery of Slack could not be stored; it comes again", e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Connection open = current;
        if (open != null) {
            open.closeGently();
        }
        deliveries.shutdown();
        http.shutdownNow();
    }
}
