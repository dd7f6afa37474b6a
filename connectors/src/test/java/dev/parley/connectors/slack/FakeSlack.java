package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.java_websocket.WebSocket;

/**
 * Slack on loopback, as strict as the real one where Parley relies on it: Web API with block limits and rate limits,
 * signed HTTP deliveries and Socket Mode, each again until it is acknowledged.
 */
public final class FakeSlack extends FakeSlackPayloads implements AutoCloseable {

    public static final String BOT_TOKEN = "xoxb-fake-bot-token";
    public static final String APP_TOKEN = "xapp-fake-app-token";
    private static final String SCOPES = "app_mentions:read,chat:write,commands,channels:history,groups:history,"
            + "im:history,im:read,reactions:write,files:read,files:write";
    public static final String BOT_USER = "U0BOT";

    private final FakeSlackFiles files;
    private final HttpServer server;
    private final FakeSocketMode sockets = new FakeSocketMode(this::noteDelivery);
    private final List<JsonNode> posted = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<JsonNode> views = new ArrayList<>();
    private final Map<String, String> responses = new LinkedHashMap<>();
    private final List<String> callable = new ArrayList<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final List<JsonNode> typed = new ArrayList<>();
    private final List<String> whispers = new ArrayList<>();
    private final Set<String> reactions = new LinkedHashSet<>();
    private final Map<String, JsonNode> cards = new LinkedHashMap<>();
    private volatile String httpTarget;
    private int unheard;
    private final FakeSlackLimits limits = new FakeSlackLimits(violations);

    public FakeSlack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/api/", this::handle);
            server.start();
            files = new FakeSlackFiles(url());
            sockets.begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/api/";
    }

    public Map<String, String> socketVariables() {
        return Map.of("PARLEY_SLACK_BOT_TOKEN", BOT_TOKEN, "PARLEY_SLACK_APP_TOKEN", APP_TOKEN, "PARLEY_SLACK_API_URL",
                url());
    }

    public Map<String, String> httpVariables() {
        return Map.of("PARLEY_SLACK_BOT_TOKEN", BOT_TOKEN, "PARLEY_SLACK_SIGNING_SECRET", SIGNING_SECRET,
                "PARLEY_SLACK_API_URL", url());
    }

    public boolean isConnected() {
        return !sockets.getConnections().isEmpty();
    }

    /** As before Slack closes a connection: it wants a new one first. */
    public void announceDisconnect() {
        sockets.announceDisconnect();
    }

    public void dropConnections() {
        sockets.getConnections().forEach(WebSocket::close);
    }

    /** Somebody shares a file, with a message or without. */
    public ObjectNode withFile(ObjectNode message, String name, byte[] content) {
        message.put("subtype", "file_share").putArray("files").add(files.share(name, content));
        return message;
    }

    /** The content of a file that the bot shared. */
    public byte[] shownFile(String name) {
        return files.shown(name);
    }

    /** From now on it delivers over HTTP. */
    public void useHttp(String target) {
        httpTarget = target;
    }

    /** Delivers as it was set up to. */
    public void deliver(String type, ObjectNode payload) {
        String target = httpTarget;
        if (target == null) {
            overSocket(type, payload);
        } else {
            overHttp(target, type, payload);
        }
    }

    /** The next messages are taken, but whoever sent them is not told. */
    public synchronized void loseAnswers(int times) {
        unheard = times;
    }

    /** An owner of the workspace deletes a message of the app's. */
    public synchronized void deleteByHand(String ts) {
        remove(Map.of("ts", ts));
    }

    /** Delivers over Socket Mode, to any connection, again until it is acknowledged. */
    public void overSocket(String type, ObjectNode payload) {
        sockets.deliver(type, payload);
    }

    /** The next calls that post are answered with 429 and a second of silence each. */
    public synchronized void limit(int stormCalls) {
        limits.limit(stormCalls);
    }

    /** The next calls that post are refused. */
    public synchronized void refuse(String name, int times) {
        limits.refuse(name, times);
    }

    public synchronized List<JsonNode> posted() {
        return List.copyOf(posted);
    }

    public List<JsonNode> posted(String channel) {
        return posted().stream().filter(message -> message.path("channel").asText().equals(channel)).toList();
    }

    /** Somebody wrote while the app was not listening for longer than Slack tries. */
    public synchronized void typeUnheard(ObjectNode message) {
        typed.add(message);
    }

    public synchronized List<String> whispers() {
        return List.copyOf(whispers);
    }

    public synchronized List<String> reactions() {
        return List.copyOf(reactions);
    }

    /** A message's blocks as they are shown now. */
    public synchronized JsonNode shown(String ts) {
        return cards.getOrDefault(ts, json.createArrayNode());
    }

    public List<JsonNode> thread(String channel, String ts) {
        return posted(channel).stream().filter(message -> message.path("thread_ts").asText().equals(ts)).toList();
    }

    /** The operator calls these; any other mention can only be a customer's. */
    public synchronized void mayCall(String... mentions) {
        callable.addAll(List.of(mentions));
    }

    private String withoutCalls(String text) {
        return callable.stream().filter(text::startsWith).findFirst()
                .map(call -> withoutCalls(text.substring(call.length()).stripLeading())).orElse(text);
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    public synchronized int calls(String method) {
        return calls.getOrDefault(method, 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestURI().getPath().substring("/api/".length());
            byte[] raw = exchange.getRequestBody().readAllBytes();
            if (method.startsWith("files/")) {
                files.handle(exchange, method, raw);
                return;
            }
            String body = new String(raw, StandardCharsets.UTF_8);
            Map<String, String> arguments = new LinkedHashMap<>();
            if (method.startsWith("respond/")) {
                synchronized (this) {
                    String words = json.readTree(body).path("text").asText();
                    responses.put(url() + method, words);
                    String[] parts = method.split("/");
                    if (parts.length == 3) {
                        // What a button is answered with only who pressed it sees.
                        whispers.add(parts[2] + ": " + words);
                    }
                }
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            for (String pair : body.split("&")) {
                String[] parts = pair.split("=", 2);
                arguments.put(parts[0],
                        parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String token = method.equals("apps.connections.open") ? APP_TOKEN : BOT_TOKEN;
            ObjectNode answer = authorization.equals("Bearer " + token)
                    ? call(method, arguments)
                    : failure("invalid_auth");
            int status = answer.path("error").asText().equals("ratelimited") ? 429 : 200;
            if (status == 429) {
                exchange.getResponseHeaders().add("Retry-After", "1");
            }
            exchange.getResponseHeaders().add("X-OAuth-Scopes", SCOPES);
            byte[] bytes = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized ObjectNode call(String method, Map<String, String> arguments) throws IOException {
        calls.merge(method, 1, Integer::sum);
        return switch (method) {
            case "auth.test" -> ok().put("user_id", BOT_USER).put("user", "parley").put("team", "Fake")
                    .put("team_id", "T1").put("bot_id", "B1").put("url", "https://fake.slack.com/");
            case "apps.connections.open" -> ok().put("url", "ws://localhost:" + sockets.getPort());
            case "chat.postMessage" -> post(arguments);
            case "chat.update" -> update(arguments);
            case "chat.delete" -> remove(arguments);
            case "chat.postEphemeral" -> {
                whispers.add(arguments.get("user") + ": " + arguments.get("text"));
                if (arguments.containsKey("blocks")) {
                    violations.addAll(BlockKitRules.broken((ArrayNode) json.readTree(arguments.get("blocks"))));
                }
                yield ok();
            }
            case "files.getUploadURLExternal" -> files.getUrl(ok(), arguments);
            case "files.completeUploadExternal" -> share(arguments);
            case "files.delete" -> files.delete(arguments.get("file")) ? ok() : failure("file_not_found");
            case "files.info" -> files.info(arguments.get("file")).orElseGet(() -> failure("file_not_found"));
            case "views.open" -> open(arguments);
            case "reactions.add" -> reactions.add(arguments.get("timestamp") + " " + arguments.get("name"))
                    ? ok()
                    : failure("already_reacted");
            case "users.conversations" -> FakeSlackHistory.directs(ok(), typed);
            case "reactions.remove" -> reactions.remove(arguments.get("timestamp") + " " + arguments.get("name"))
                    ? ok()
                    : failure("no_reaction");
            case "conversations.history", "conversations.replies" ->
                FakeSlackHistory.of(ok(), posted, typed, arguments);
            default -> ok();
        };
    }

    private Optional<ObjectNode> refusal() {
        return limits.findRefusal().map(this::failure);
    }

    private ObjectNode post(Map<String, String> arguments) throws IOException {
        Optional<ObjectNode> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!limits.allowsPost(arguments.get("channel"))) {
            return failure("ratelimited");
        }
        ObjectNode message = json.createObjectNode();
        arguments.forEach(message::put);
        if (message.has("blocks")) {
            message.set("blocks", json.readTree(message.path("blocks").asText()));
            violations.addAll(BlockKitRules.broken((ArrayNode) message.path("blocks")));
        }
        if (message.has("metadata")) {
            message.set("metadata", json.readTree(message.path("metadata").asText()));
        }
        if (!message.path("unfurl_links").asText().matches("0|false")
                || withoutCalls(message.path("text").asText()).matches("(?s).*<[!@#].*")) {
            violations.add("a mention or an unfurled link: " + message.path("text").asText());
        }
        message.put("ts", ts());
        posted.add(message);
        oracle.shown(message.path("channel").asText());
        cards.put(message.path("ts").asText(), message.path("blocks"));
        if (unheard > 0) {
            unheard--;
            return failure("internal_error");
        }
        return ok().put("ts", message.path("ts").asText()).put("channel", message.path("channel").asText());
    }

    /** A shared file is a message. */
    private ObjectNode share(Map<String, String> arguments) throws IOException {
        Optional<ObjectNode> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        ObjectNode message = json.createObjectNode().put("ts", ts()).put("subtype", "file_share")
                .put("channel", arguments.getOrDefault("channel_id", arguments.getOrDefault("channels", "")))
                .put("text", files.words(arguments, violations));
        if (arguments.containsKey("thread_ts")) {
            message.put("thread_ts", arguments.get("thread_ts"));
        }
        message.set("files", files.complete(arguments.get("files")));
        posted.add(message);
        ObjectNode answer = ok();
        answer.set("files", message.path("files"));
        return answer;
    }

    private ObjectNode open(Map<String, String> arguments) throws IOException {
        ObjectNode view = (ObjectNode) json.readTree(arguments.get("view"));
        if (!arguments.getOrDefault("trigger_id", "").equals("1.2.abc")) {
            return failure("invalid_trigger_id");
        }
        violations.addAll(BlockKitRules.brokenForm(view));
        view.put("id", "V" + next());
        views.add(view);
        return ok();
    }

    /** The forms that were opened, in order. */
    public synchronized List<JsonNode> views() {
        return List.copyOf(views);
    }

    /** What a command was answered with; empty while it was not. A command that is delivered again is answered again. */
    public synchronized String response(JsonNode command) {
        return responses.getOrDefault(command.path("response_url").asText(), "");
    }

    private ObjectNode update(Map<String, String> arguments) throws IOException {
        if (!cards.containsKey(arguments.get("ts"))) {
            return failure("message_not_found");
        }
        if (!limits.allowsUpdate()) {
            return failure("ratelimited");
        }
        ArrayNode blocks = (ArrayNode) json.readTree(arguments.get("blocks"));
        violations.addAll(BlockKitRules.broken(blocks));
        cards.put(arguments.get("ts"), blocks);
        return ok().put("ts", arguments.get("ts"));
    }

    private ObjectNode remove(Map<String, String> arguments) {
        return posted.removeIf(message -> message.path("ts").asText().equals(arguments.get("ts")))
                | cards.remove(arguments.get("ts")) != null ? ok() : failure("message_not_found");
    }

    private ObjectNode ok() {
        return json.createObjectNode().put("ok", true);
    }

    private ObjectNode failure(String name) {
        return json.createObjectNode().put("ok", false).put("error", name);
    }

    @Override
    public void close() {
        server.stop(0);
        stopDelivering();
        try {
            sockets.stop(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
