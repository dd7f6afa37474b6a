package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.DedupeOracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Slack sends, as it sends it; over HTTP with its signature. */
public abstract class FakeSlackPayloads {

    public static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final long AGAIN_NANOS = 50_000_000;
    /** Slack delivers an event again at once, after a minute and after five, unless it is acknowledged within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int[] RETRY_MINUTES = {0, 1, 5};

    private final HttpClient http = HttpClient.newHttpClient();
    final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger number = new AtomicInteger(1);
    final DedupeOracle oracle = new DedupeOracle();

    FakeSlackPayloads() {}

    abstract String url();

    /** A number that no other thing has. */
    int next() {
        return number.getAndIncrement();
    }

    public String ts() {
        return "17000000" + String.format("%02d", number.get() / 1_000_000 % 100) + "."
                + String.format("%06d", number.getAndIncrement() % 1_000_000);
    }

    public ObjectNode message(String channel, String user, String text) {
        ObjectNode event = json.createObjectNode().put("type", "message").put("channel", channel).put("user", user)
                .put("text", text).put("ts", ts());
        return event.put("channel_type", channel.startsWith("D") ? "im" : "channel");
    }

    public ObjectNode event(ObjectNode event) {
        ObjectNode body = json.createObjectNode().put("type", "event_callback").put("team_id", "T1")
                .put("event_id", "Ev" + next()).put("event_time", 1_700_000_000);
        body.set("event", event);
        return body;
    }

    /** Somebody edited a message of theirs; or, without a text, deleted it. */
    public ObjectNode changed(ObjectNode message, String text) {
        ObjectNode event = json.createObjectNode().put("type", "message")
                .put("channel", message.path("channel").asText())
                .put("subtype", text == null ? "message_deleted" : "message_changed").put("ts", ts());
        event.put("event_ts", event.path("ts").asText());
        event.set("previous_message", message);
        if (text == null) {
            event.put("deleted_ts", message.path("ts").asText());
        } else {
            event.set("message", message.deepCopy().put("text", text));
        }
        return event(event);
    }

    public ObjectNode pressed(String channel, String user, String messageTs, String threadTs, String actionId) {
        ObjectNode body = json.createObjectNode().put("type", "block_actions").put("trigger_id", "1.2.abc")
                .put("response_url", url() + "respond/" + next() + "/" + user);
        body.putObject("user").put("id", user);
        body.putObject("channel").put("id", channel);
        ObjectNode message = body.putObject("message").put("ts", messageTs);
        if (threadTs != null) {
            message.put("thread_ts", threadTs);
        }
        body.putArray("actions").addObject().put("action_id", actionId).put("action_ts", ts());
        return body;
    }

    public ObjectNode command(String user, String text) {
        return json.createObjectNode().put("command", "/parley").put("text", text).put("user_id", user)
                .put("channel_id", "C0ANY").put("trigger_id", "1.2.abc").put("response_url",
                        url() + "respond/" + next());
    }

    public static String sign(String body, String timestamp, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(
                    mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What of the messages was lost, and what was doubled. */
    public DedupeOracle oracle() {
        return oracle;
    }

    void noteDelivery(JsonNode payload) {
        JsonNode event = payload.path("event");
        oracle.delivered(event.path("channel").asText(), event.path("ts").asText());
    }

    /**
     * An event as Slack delivers it over HTTP, with the number and the reason of each retry.
     *
     * @param minute how long a minute is here
     * @return whether it was acknowledged; if not, Slack does not try again
     */
    public boolean overHttpWithRetries(String target, ObjectNode event, Duration minute) {
        long begin = System.nanoTime();
        String reason = "";
        for (int retry = 0; retry <= RETRY_MINUTES.length; retry++) {
            if (retry > 0) {
                LockSupport.parkNanos(
                        begin + minute.multipliedBy(RETRY_MINUTES[retry - 1]).toNanos() - System.nanoTime());
            }
            noteDelivery(event);
            try {
                Map<String, List<String>> headers = new HashMap<>(signature(event.toString()));
                if (retry > 0) {
                    headers.put("X-Slack-Retry-Num", List.of(String.valueOf(retry)));
                    headers.put("X-Slack-Retry-Reason", List.of(reason));
                }
                if (post(target, event.toString(), false, headers, PATIENCE).statusCode() == 200) {
                    return true;
                }
                reason = "http_error";
            } catch (UncheckedIOException e) {
                reason = e.getCause() instanceof HttpTimeoutException ? "http_timeout" : "connection_failed";
            }
        }
        return false;
    }

    /** An event comes twice, as it does when Slack doubts; anything else once. */
    void overHttp(String target, String type, ObjectNode payload) {
        boolean isEvent = type.equals("events_api");
        String fields = payload.properties().stream().map(field -> field.getKey() + "="
                + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        int taken = 0;
        for (int attempt = 0; attempt < 100 && taken < (isEvent ? 2 : 1); attempt++) {
            int status = type.equals("slash_commands")
                    ? signed(target, fields, true)
                    : overHttp(target, payload, !isEvent);
            taken += status == 200 ? 1 : 0;
            LockSupport.parkNanos(status == 200 ? 0 : AGAIN_NANOS);
        }
        if (taken == 0) {
            throw new IllegalStateException("never acknowledged: " + payload);
        }
    }

    /** @return the HTTP status */
    public int overHttp(String target, ObjectNode body, boolean form) {
        String text = form
                ? "payload=" + URLEncoder.encode(body.toString(), StandardCharsets.UTF_8)
                : body.toString();
        return signed(target, text, form);
    }

    private int signed(String target, String text, boolean form) {
        return post(target, text, form, signature(text)).statusCode();
    }

    private static Map<String, List<String>> signature(String text) {
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        return Map.of("X-Slack-Request-Timestamp", List.of(timestamp), "X-Slack-Signature",
                List.of(sign(text, timestamp, SIGNING_SECRET)));
    }

    public HttpResponse<String> post(String target, String body, boolean form, Map<String, List<String>> headers) {
        return post(target, body, form, headers, Duration.ofMinutes(1));
    }

    private HttpResponse<String> post(String target, String body, boolean form, Map<String, List<String>> headers,
            Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target)).timeout(patience)
                .header("Content-Type", form ? "application/x-www-form-urlencoded" : "application/json");
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            return http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void stopDelivering() {
        http.shutdownNow();
    }
}
