package dev.parley.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A helpdesk that takes messages, or doesn't, and checks their signatures by itself. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString("a key of our own".getBytes(
            StandardCharsets.UTF_8));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private int refusals;

    /** @param isGenuine whether its signature fits */
    record Received(String id, boolean isGenuine, int status, JsonNode body) {

        String type() {
            return body.path("type").asText();
        }

        long handoff() {
            return body.at("/data/handoff/id").asLong();
        }
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/parley";
    }

    /** The next messages are answered with 503. */
    synchronized void refuse(int messages) {
        refusals = messages;
    }

    /** All attempts, in the order in which they came. */
    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** What was taken of a handoff, in that order. */
    List<String> types(long handoff) {
        return received().stream().filter(each -> each.status() == 200 && each.handoff() == handoff)
                .map(Received::type).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String signed = id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + "." + body;
        boolean genuine = List.of(exchange.getRequestHeaders().getFirst("webhook-signature").split(" "))
                .contains("v1," + hmac(signed));
        int status = refusals > 0 ? 503 : 200;
        refusals = Math.max(0, refusals - 1);
        received.add(new Received(id, genuine, status, JSON.readTree(body)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
