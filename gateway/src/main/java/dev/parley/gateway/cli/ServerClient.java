package dev.parley.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.admin.AdminToken;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Talks to a running server with the admin token. */
final class ServerClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String url;
    private final Duration patience;
    private final String token;

    /** There is nothing at the URL. */
    static final class NoServerException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoServerException(String url) {
            super("no server at " + url + "; start ./parley first, or name another with --url");
        }
    }

    ServerClient(ServerOptions options, Secrets secrets) {
        this(options, secrets, TIMEOUT);
    }

    /** @param patience how long an answer may take */
    ServerClient(ServerOptions options, Secrets secrets, Duration patience) {
        this.patience = patience;
        this.url = options.url.endsWith("/") ? options.url.substring(0, options.url.length() - 1) : options.url;
        Path data = options.data != null ? options.data : Path.of(secrets.find("PARLEY_DATA").orElse(".parley"));
        this.token = secrets.find("PARLEY_ADMIN_TOKEN").orElseGet(() -> readToken(AdminToken.fileIn(data)));
    }

    JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path) throws InterruptedException {
        return post(path, Map.of());
    }

    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        try {
            return send(request(path).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings and numbers can be written", e);
        }
    }

    JsonNode delete(String path) throws InterruptedException {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + path)).timeout(patience)
                    .header("Authorization", "Bearer " + token).header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, "--url is no URL: " + url, e);
        }
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() == 401) {
                throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                        "the server refused the admin token; set PARLEY_ADMIN_TOKEN, or name its data directory with --data");
            }
            if (response.statusCode() >= 400) {
                throw new ParleyException(ErrorCode.INVALID_REQUEST,
                        "the server said " + response.statusCode() + ": " + body.at("/error/message").asText());
            }
            return body;
        } catch (ConnectException e) {
            throw new NoServerException(url);
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "the server at " + url + " did not answer: " + e, e);
        }
    }

    /** Without a token there was never a server here; with a wrong one it says so itself. */
    private static String readToken(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
