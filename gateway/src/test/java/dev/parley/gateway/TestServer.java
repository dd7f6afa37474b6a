package dev.parley.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.Secrets;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A whole Parley on a free port, with a copy of the shipped configuration, and a client for its API. */
public final class TestServer implements AutoCloseable {

    public static final String TOKEN = "test-admin-token";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final Path config;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Application application;

    /** @param variables environment, for example of the database */
    public TestServer(Path folder, Map<String, String> variables) {
        this(folder, variables, settings -> settings);
    }

    /** @param edit what is different in application.yml */
    public TestServer(Path folder, Map<String, String> variables, UnaryOperator<String> edit) {
        config = folder.resolve("config");
        copyShippedConfig(config);
        try {
            Path file = config.resolve("application.yml");
            Files.writeString(file,
                    edit.apply(Files.readString(file).replace("addressPerMinute: 600", "addressPerMinute: 0")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path data = folder.resolve("data");
        if (variables.containsKey("PARLEY_DB_URL") || Files.exists(data)) {
            PreparedData.copyVectorsTo(data);
        } else {
            PreparedData.copyTo(data);
        }
        Secrets secrets = new Secrets(with(variables, "PARLEY_ADMIN_TOKEN", TOKEN));
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config, data, 0), secrets);
        ParleyConfig settings = loader.load();
        application = Application.start(settings, config, secrets, Clock.systemUTC());
    }

    public static void copyShippedConfig(Path target) {
        PreparedData.copyFolder(Path.of("../config"), target);
    }

    private static Map<String, String> with(Map<String, String> variables, String key, String value) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put(key, value);
        return all;
    }

    public Application application() {
        return application;
    }

    public String url() {
        return "http://localhost:" + application.port();
    }

    public Visitor visitor() {
        return new Visitor(post("/api/v1/web/conversations", Map.of("locale", "en-GB"), null, 201));
    }

    public JsonNode admin(String path) {
        return parse(send("GET", path, null, TOKEN), 200);
    }

    public JsonNode admin(String path, Map<String, ?> body, int status) {
        return post(path, body, TOKEN, status);
    }

    public JsonNode put(String path, Map<String, ?> body, int status) {
        return parse(send("PUT", path, body, TOKEN), status);
    }

    /** Asks as a proxy does that names the customer's address. */
    HttpResponse<String> forwarded(String method, String path, String addresses) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE)
                    .header("Content-Type", "application/json").header("X-Forwarded-For", addresses)
                    .method(method, method.equals("GET")
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString("{}"))
                    .build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> send(String method, String path, Object body, String bearer) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE)
                    .header("Content-Type", "application/json");
            if (bearer != null) {
                request.header("Authorization", "Bearer " + bearer);
            }
            HttpRequest.BodyPublisher publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            return http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param content null: none is sent */
    HttpResponse<byte[]> file(String method, String path, byte[] content, String bearer) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE)
                    .header("Authorization", "Bearer " + bearer).header("Content-Type", "application/octet-stream")
                    .method(method, content == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(content))
                    .build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode post(String path, Map<String, ?> body, String bearer, int status) {
        return parse(send("POST", path, body, bearer), status);
    }

    private static JsonNode parse(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError("expected " + status + ", got " + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for something that other threads do; fails after a time that no healthy machine needs. */
    public static void await(String what, BooleanSupplier done) {
        await(what, PATIENCE, done);
    }

    /** As {@link #await(String, BooleanSupplier)}, for what takes long on a slow machine. */
    public static void await(String what, Duration patience, BooleanSupplier done) {
        Instant deadline = Instant.now().plus(patience);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The database as tests look into it, outside of transactions. */
    public Connection database() throws SQLException {
        return DelegatingDataSource.unwrapDataSource(application.context().getBean(DataSource.class)).getConnection();
    }

    /** A part of the server, for tests beside it. */
    public <T> T bean(Class<T> type) {
        return application.context().getBean(type);
    }

    @Override
    public void close() {
        application.close();
    }

    /** One customer on the web. */
    public final class Visitor {

        public final String id;
        public final String token;
        private int messages;

        private Visitor(JsonNode conversation) {
            id = conversation.path("conversationId").asText();
            token = conversation.path("token").asText();
        }

        /** Sends and waits until the bot, if it speaks at all, has spoken. */
        public JsonNode ask(String text) {
            long seq = say(text);
            await("a decision about: " + text, () -> lastTurnSeq() >= seq);
            List<JsonNode> after = events(seq);
            return after.isEmpty() ? JSON.nullNode() : after.getFirst();
        }

        public long say(String text) {
            return say("m" + ++messages, text, 202).path("seq").asLong();
        }

        public JsonNode say(String clientMessageId, String text, int status) {
            return post(path("messages"), Map.of("clientMessageId", clientMessageId, "text", text), token, status);
        }

        public long pressHuman() {
            long seq = post(path("human"), Map.of(), token, 202).path("seq").asLong();
            await("a decision about the button", () -> lastTurnSeq() >= seq);
            return seq;
        }

        /** Presses an offered button and waits for what comes of it. */
        public JsonNode choose(String choiceId) {
            long seq = post(path("choices"), Map.of("choiceId", choiceId), token, 202).path("seq").asLong();
            await("a decision about the choice", () -> lastTurnSeq() >= seq);
            return events(seq).getFirst();
        }

        public int press(String choiceId) {
            return send("POST", path("choices"), Map.of("choiceId", choiceId), token).statusCode();
        }

        public int tell(Map<String, String> details) {
            return send("POST", path("details"), Map.of("fields", details), token).statusCode();
        }

        public int judge(String turnId, boolean helpful, String comment) {
            return send("POST", path("feedback"), Map.of("turnId", turnId, "helpful", helpful, "comment", comment),
                    token)
                    .statusCode();
        }

        public int judge(String turnId, boolean helpful) {
            return send("POST", path("feedback"), Map.of("turnId", turnId, "helpful", helpful), token).statusCode();
        }

        /** Sends a file; the answer as it came. */
        public HttpResponse<byte[]> share(String clientMessageId, String name, byte[] content) {
            return file("POST", path("files?clientMessageId=" + clientMessageId + "&name="
                    + URLEncoder.encode(name, StandardCharsets.UTF_8)), content, token);
        }

        public HttpResponse<byte[]> read(String fileId) {
            return file("GET", path("files/" + fileId), null, token);
        }

        public List<JsonNode> events(long after) {
            List<JsonNode> events = new java.util.ArrayList<>();
            parse(send("GET", path("events?after=" + after), null, token), 200).path("events").forEach(events::add);
            return events;
        }

        public JsonNode record() {
            return admin("/api/v1/conversations/" + id);
        }

        public JsonNode handoff(String state) {
            for (JsonNode handoff : admin("/api/v1/handoffs?state=" + state).path("handoffs")) {
                if (handoff.at("/customer/id").asText().equals("web:" + id)) {
                    return admin("/api/v1/handoffs/" + handoff.path("id").asLong());
                }
            }
            return JSON.missingNode();
        }

        private long lastTurnSeq() {
            HttpResponse<String> response = send("GET", "/api/v1/conversations/" + id, null, TOKEN);
            JsonNode turns = parse(response, 200).path("turns");
            return turns.isEmpty() ? 0 : turns.get(turns.size() - 1).path("seq").asLong();
        }

        private String path(String what) {
            return "/api/v1/web/conversations/" + id + "/" + what;
        }
    }
}
