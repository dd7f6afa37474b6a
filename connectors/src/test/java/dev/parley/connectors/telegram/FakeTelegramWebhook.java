package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Pushes updates: each chat's in order and again until one is taken, which keeps no other chat waiting. */
final class FakeTelegramWebhook implements AutoCloseable {

    private static final long AGAIN_NANOS = 50_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Object lock;
    private final List<ObjectNode> updates;
    private final Consumer<ObjectNode> onDelivery;
    private final Map<Long, Long> notBefore = new HashMap<>();
    private String url = "";
    private String secret = "";
    private String redirect;

    /**
     * @param lock guards the updates, and is notified when one comes
     * @param onDelivery is told of each attempt
     */
    FakeTelegramWebhook(Object lock, List<ObjectNode> updates, Consumer<ObjectNode> onDelivery) {
        this.lock = lock;
        this.onDelivery = onDelivery;
        this.updates = updates;
    }

    void set(String newUrl, String newSecret) {
        synchronized (lock) {
            boolean wasOff = url.isEmpty();
            url = newUrl;
            secret = newSecret;
            if (wasOff && !newUrl.isEmpty()) {
                Thread.ofVirtual().start(this::pushAll);
            }
        }
    }

    void redirect(String to) {
        synchronized (lock) {
            redirect = to;
            lock.notifyAll();
        }
    }

    String url() {
        synchronized (lock) {
            return url;
        }
    }

    String secret() {
        synchronized (lock) {
            return secret;
        }
    }

    private void pushAll() {
        try {
            while (true) {
                ObjectNode next;
                HttpRequest.Builder request;
                synchronized (lock) {
                    Optional<ObjectNode> due = redirect == null ? Optional.empty() : findDue();
                    while (due.isEmpty()) {
                        lock.wait(AGAIN_NANOS / 1_000_000);
                        due = redirect == null ? Optional.empty() : findDue();
                    }
                    next = due.get();
                    request = HttpRequest.newBuilder(URI.create(redirect))
                            .header("X-Telegram-Bot-Api-Secret-Token", secret)
                            .header("Content-Type", "application/json");
                }
                onDelivery.accept(next);
                HttpResponse<String> response = http.send(
                        request.POST(HttpRequest.BodyPublishers.ofString(next.toString())).build(),
                        HttpResponse.BodyHandlers.ofString());
                synchronized (lock) {
                    if (response.statusCode() / 100 == 2) {
                        updates.remove(next);
                    } else {
                        notBefore.put(chatOf(next), System.nanoTime() + AGAIN_NANOS);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest update that is the first of its chat, unless the chat has to wait. */
    private Optional<ObjectNode> findDue() {
        Set<Long> seen = new HashSet<>();
        return updates.stream().filter(update -> seen.add(chatOf(update)))
                .filter(update -> notBefore.getOrDefault(chatOf(update), 0L) <= System.nanoTime()).findFirst();
    }

    private static long chatOf(ObjectNode update) {
        JsonNode chat = update.findValue("chat");
        return chat == null ? 0 : chat.path("id").asLong();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
