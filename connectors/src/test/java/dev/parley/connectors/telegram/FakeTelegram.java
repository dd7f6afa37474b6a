package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.connectors.Multipart;
import dev.parley.connectors.RateCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Telegram's Bot API on loopback, as strict as the real one where Parley relies on it: updates stay until they are
 * confirmed, one poller or one webhook, a webhook's chats in order and again until 2xx, limits with a count of those who
 * did not wait, sizes, entities within the text, and the secret of the webhook.
 */
public final class FakeTelegram extends FakeTelegramPayloads implements AutoCloseable {

    public static final String TOKEN = "123456:fake-token_for-tests";
    public static final long BOT_ID = 123456;
    public static final String BOT_NAME = "ParleyTestBot";
    /** A long poll of so many seconds takes a hundredth of them here. */
    private static final int MILLIS_A_SECOND = 10;

    private final FakeTelegramFiles files = new FakeTelegramFiles();
    private final HttpServer server;
    private final List<ObjectNode> updates = new ArrayList<>();
    private final FakeTelegramWebhook webhook = new FakeTelegramWebhook(this, updates, this::noteDelivery);
    private final RateCheck chats = new RateCheck(5, 1);
    private final RateCheck groups = new RateCheck(20, 20 / 60.0);
    private final RateCheck all = new RateCheck(35, 30);
    private final FakeTelegramMessages sent = new FakeTelegramMessages();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final Set<Long> blocked = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<Long, Long> migrated = new LinkedHashMap<>();
    private final AtomicInteger nextMessage = new AtomicInteger(1);
    private long nextUpdate = 1000;
    private int polling;
    private String validToken = TOKEN;
    private long silentUntil;
    private int storm;
    private int violations;
    private int badGateways;
    private boolean isPolledElsewhere;
    private int pollStorm;
    private long pollsSilentUntil;
    private final List<String> toasts = new ArrayList<>();

    public FakeTelegram() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public Map<String, String> variables() {
        return Map.of("PARLEY_TELEGRAM_TOKEN", TOKEN, "PARLEY_TELEGRAM_API_URL", url());
    }

    /** A person writes in a private chat. @return the message's id */
    public int write(long user, String text) {
        int id = nextMessage.getAndIncrement();
        ObjectNode message = message(user, user, "private", id);
        message.put("text", text);
        deliver(object("message", message));
        return id;
    }

    /** A person sends a file. */
    public void share(long user, String name, byte[] content) {
        ObjectNode message = message(user, user, "private", nextMessage.getAndIncrement());
        message.set("document", files.share(name, content));
        deliver(object("message", message));
    }

    /** The content of a file that the bot sent. */
    public byte[] shownFile(String name) {
        return files.shown(name);
    }

    public void press(long user, int messageId, String data) {
        ObjectNode query = json.createObjectNode().put("id", "q" + nextMessage.getAndIncrement()).put("data", data)
                .put("chat_instance", "1");
        query.set("from", user(user));
        query.set("message", message(user, user, "private", messageId));
        deliver(object("callback_query", query));
    }

    public synchronized void deliver(ObjectNode update) {
        if (!update.has("update_id")) {
            update.put("update_id", nextUpdate++);
        }
        updates.add(update);
        notifyAll();
    }

    /** After a quiet week the numbers begin anew at random. */
    public synchronized void numberFrom(long updateId) {
        nextUpdate = updateId;
    }

    /** The next {@code calls} are answered with 429 and one second of silence each. */
    public synchronized void limit(int stormCalls) {
        storm = stormCalls;
    }

    /** The next {@code calls} of getUpdates are answered with 429 and one second of silence each. */
    public synchronized void limitPolls(int stormCalls) {
        pollStorm = stormCalls;
    }

    /** Somebody else polls with the same token, until they stop. */
    public synchronized void pollElsewhere(boolean isPolling) {
        isPolledElsewhere = isPolling;
    }

    /** What answers to button presses showed; empty for those that only let the button come up. */
    public synchronized List<String> toasts() {
        return List.copyOf(toasts);
    }

    public synchronized void answerBadGateway(int times) {
        badGateways = times;
    }

    public synchronized void age() {
        sent.age();
    }

    /** As a server that does not know a method. */
    public synchronized void refuse(String method) {
        refused.add(method.toLowerCase(Locale.ROOT));
    }

    public synchronized void block(long user) {
        blocked.add(user);
    }

    public synchronized void migrate(long group, long supergroup) {
        migrated.put(group, supergroup);
    }

    public synchronized void changeToken(String token) {
        validToken = token;
    }

    /** Calls that came although Telegram had told to wait, or faster than it allows. */
    public synchronized int violations() {
        return violations;
    }

    public synchronized int pending() {
        return updates.size();
    }

    public synchronized int calls(String method) {
        return calls.getOrDefault(method, 0);
    }

    /** The bodies of all messages that were taken, as they are shown by now. */
    public synchronized List<JsonNode> sent() {
        return sent.list();
    }

    public synchronized List<String> texts(long chat) {
        return sent.texts(chat);
    }

    /** Calls this instead of the public address, which is none in tests. */
    public void redirectWebhook(String url) {
        webhook.redirect(url);
    }

    public String webhookSecret() {
        return webhook.secret();
    }

    public String webhookUrl() {
        return webhook.url();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/file/bot" + token() + "/")) {
                files.download(exchange, path.substring(path.lastIndexOf('/') + 1));
                return;
            }
            String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            boolean isForm = contentType.startsWith("multipart/");
            String body = isForm ? "" : new String(bytes, StandardCharsets.UTF_8);
            String prefix = "/bot" + token() + "/";
            if (!path.startsWith(prefix)) {
                answer(exchange, 401, error(401, "Unauthorized"));
                return;
            }
            String method = path.substring(prefix.length()).toLowerCase(Locale.ROOT);
            JsonNode arguments = isForm
                    ? files.upload(Multipart.read(contentType, bytes))
                    : body.isBlank() ? json.createObjectNode() : json.readTree(body);
            ObjectNode result = call(method, arguments);
            if (result == null) {
                exchange.sendResponseHeaders(502, 0);
                exchange.getResponseBody().write("<html>502 Bad Gateway</html>".getBytes(StandardCharsets.UTF_8));
                return;
            }
            answer(exchange, result.path("error_code").asInt(200), result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String token() {
        return validToken;
    }

    private void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized ObjectNode call(String method, JsonNode arguments) throws InterruptedException {
        calls.merge(method, 1, Integer::sum);
        if (badGateways > 0) {
            badGateways--;
            return null;
        }
        if (refused.contains(method)) {
            return error(404, "Not Found: method not found");
        }
        return switch (method) {
            case "getme" -> ok(json.createObjectNode().put("id", BOT_ID).put("is_bot", true).put("first_name", "Parley")
                    .put("username", BOT_NAME).put("can_join_groups", true));
            case "getupdates" -> poll(arguments);
            case "setwebhook" -> setWebhook(arguments.path("url").asText(), arguments.path("secret_token").asText());
            case "deletewebhook" -> setWebhook("", "");
            case "getwebhookinfo" -> ok(json.createObjectNode().put("url", webhook.url())
                    .put("has_custom_certificate", false).put("pending_update_count", updates.size()));
            case "sendmessage", "senddocument" -> send(arguments);
            case "editmessagetext" -> sent.edit(arguments).map(why -> error(400, why)).orElseGet(() -> ok(arguments));
            case "answercallbackquery" -> {
                toasts.add(arguments.path("text").asText());
                yield ok(json.getNodeFactory().booleanNode(true));
            }
            case "deletemessage" -> sent.delete(arguments).map(why -> error(400, why))
                    .orElseGet(() -> ok(json.getNodeFactory().booleanNode(true)));
            case "getfile" -> files.has(arguments.path("file_id").asText())
                    ? ok(json.createObjectNode().put("file_id", arguments.path("file_id").asText())
                            .put("file_unique_id", "u").put("file_path",
                                    "documents/" + arguments.path("file_id").asText()))
                    : error(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
            default -> ok(json.getNodeFactory().booleanNode(true));
        };
    }

    private ObjectNode poll(JsonNode arguments) throws InterruptedException {
        if (!webhook.url().isEmpty()) {
            return error(409, "Conflict: can't use getUpdates method while webhook is active");
        }
        if (System.nanoTime() < pollsSilentUntil) {
            violations++;
            return tooMany();
        }
        if (pollStorm > 0) {
            pollStorm--;
            pollsSilentUntil = System.nanoTime() + 1_000_000_000L;
            return tooMany();
        }
        if (polling > 0 || isPolledElsewhere) {
            return error(409, "Conflict: terminated by other getUpdates request");
        }
        if (arguments.has("offset")) {
            long offset = arguments.path("offset").asLong();
            updates.removeIf(update -> update.path("update_id").asLong() < offset);
        }
        polling++;
        try {
            long until = System.nanoTime() + arguments.path("timeout").asLong() * MILLIS_A_SECOND * 1_000_000;
            for (long left = until - System.nanoTime(); updates.isEmpty() && left > 0; left = until
                    - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } finally {
            polling--;
        }
        List<ObjectNode> next = updates.subList(0, Math.min(updates.size(), arguments.path("limit").asInt(100)));
        next.forEach(this::noteDelivery);
        return ok(json.valueToTree(next));
    }

    private ObjectNode setWebhook(String url, String secret) {
        webhook.set(url, secret);
        return ok(json.getNodeFactory().booleanNode(true));
    }

    private ObjectNode send(JsonNode message) {
        long now = System.nanoTime();
        if (now < silentUntil) {
            violations++;
            return tooMany();
        }
        if (storm > 0) {
            storm--;
            silentUntil = now + 1_000_000_000L;
            return tooMany();
        }
        long chat = message.path("chat_id").asLong();
        String text = message.path("text").asText();
        if (!(chat < 0 ? groups : chats).allows(String.valueOf(chat)) || !all.allows("all")) {
            violations++;
            return tooMany();
        }
        if (migrated.containsKey(chat)) {
            ObjectNode error = error(400, "Bad Request: group chat was upgraded to a supergroup chat");
            error.putObject("parameters").put("migrate_to_chat_id", migrated.get(chat));
            return error;
        }
        if (blocked.contains(chat)) {
            return error(403, "Forbidden: bot was blocked by the user");
        }
        if (text.isBlank() && !message.has("document") || text.length() > 4096) {
            return error(400, "Bad Request: message text is empty or too long");
        }
        for (JsonNode entity : message.path("entities")) {
            int from = entity.path("offset").asInt(-1);
            int to = from + entity.path("length").asInt(0);
            if (from < 0 || to > text.length() || to <= from || Character.isLowSurrogate(text.charAt(from))) {
                return error(400, "Bad Request: entity out of range");
            }
        }
        for (JsonNode row : message.at("/reply_markup/inline_keyboard")) {
            for (JsonNode button : row) {
                int bytes = button.path("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
                if (bytes == 0 || bytes > 64) {
                    return error(400, "Bad Request: BUTTON_DATA_INVALID");
                }
            }
        }
        int id = nextMessage.getAndIncrement();
        sent.add(message, id);
        oracle.shown(String.valueOf(chat));
        ObjectNode result = json.createObjectNode().put("message_id", id)
                .put("date", 1_700_000_000).put("text", text);
        result.set("chat", json.createObjectNode().put("id", chat).put("type", "private"));
        return ok(result);
    }

    private ObjectNode tooMany() {
        ObjectNode error = error(429, "Too Many Requests: retry after 1");
        error.putObject("parameters").put("retry_after", 1);
        return error;
    }

    private ObjectNode ok(JsonNode result) {
        ObjectNode answer = json.createObjectNode().put("ok", true);
        answer.set("result", result);
        return answer;
    }

    private ObjectNode error(int code, String description) {
        return json.createObjectNode().put("ok", false).put("error_code", code).put("description", description);
    }

    @Override
    public void close() {
        server.stop(0);
        webhook.close();
    }
}
