package dev.parley.connectors.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.Downloads;
import dev.parley.connectors.channel.FileSource.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/**
 * Calls to the Bot API. Typed, by the library's client, but for getUpdates: there one update that the library can't read
 * would hide all others. The token is read anew when its file changed. Thread-safe.
 */
final class TelegramApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("bot\\d+:[A-Za-z0-9_-]+");
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** Well below the outbox's own limit. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(15);
    /** As well; a file may be some megabytes on a slow line. */
    private static final Duration UPLOAD_LIMIT = Duration.ofSeconds(40);

    private final ChannelVariables variables;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL_LIMIT).build();
    private final OkHttpClient calls = new OkHttpClient.Builder().callTimeout(CALL_LIMIT)
            // What may have arrived is not sent again behind our back.
            .retryOnConnectionFailure(false).build();
    private final OkHttpClient uploads = calls.newBuilder().callTimeout(UPLOAD_LIMIT).writeTimeout(UPLOAD_LIMIT)
            .readTimeout(UPLOAD_LIMIT).build();
    private volatile TelegramSettings settings;
    private volatile TelegramClient client;
    private volatile TelegramClient uploading;
    private volatile @Nullable String date;

    TelegramApi(ChannelVariables variables, TelegramSettings settings) {
        this.variables = variables;
        this.settings = settings;
        this.client = client(settings, calls);
        this.uploading = client(settings, uploads);
    }

    private static TelegramClient client(TelegramSettings now, OkHttpClient http) {
        URI api = now.api();
        int port = api.getPort() != -1 ? api.getPort() : api.getScheme().equals("https") ? 443 : 80;
        return new OkHttpTelegramClient(http, now.token(),
                TelegramUrl.builder().schema(api.getScheme()).host(api.getHost()).port(port).build());
    }

    /** The settings in force: a token in a file may have been exchanged since the start. */
    TelegramSettings settings() {
        return settings;
    }

    /** Looks whether the operator exchanged the token. */
    void readTokenAgain() {
        try {
            Optional<TelegramSettings> now = TelegramSettings.read(variables);
            if (now.isPresent() && !now.get().equals(settings)) {
                settings = now.get();
                client = client(now.get(), calls);
                uploading = client(now.get(), uploads);
            }
        } catch (IllegalStateException e) {
            // The file is being exchanged, or wrong: it is read again.
            LOG.warn("telegram: {}", e.getMessage());
        }
    }

    /** @throws TelegramException when it is refused or not answered */
    <T extends Serializable> T call(BotApiMethod<T> method) {
        return calling(() -> client.execute(method));
    }

    private interface Execution<T> {
        T execute() throws TelegramApiException;
    }

    private static <T> T calling(Execution<T> execution) {
        try {
            return execution.execute();
        } catch (TelegramApiRequestException e) {
            throw refused(e.getErrorCode() == null ? 0 : e.getErrorCode(),
                    e.getApiResponse() == null ? String.valueOf(e.getMessage()) : e.getApiResponse(),
                    e.getParameters() == null ? null : e.getParameters().getRetryAfter(),
                    e.getParameters() == null ? null : e.getParameters().getMigrateToChatId());
        } catch (TelegramApiException e) {
            throw refused(wasReached(e.getCause()) ? 0 : -1,
                    String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause()), null, null);
        }
    }

    /**
     * Waits for updates.
     *
     * @param offset confirms all updates before it; null confirms nothing
     * @return in Telegram's order, as they came; empty when nothing happened for so long
     * @throws TelegramException when it is refused or not answered
     */
    List<JsonNode> getUpdates(@Nullable Long offset, Duration wait) throws InterruptedException {
        Map<String, Object> body = new java.util.HashMap<>(
                Map.of("timeout", wait.toSeconds(), "limit", 100, "allowed_updates", TelegramDecoder.KINDS));
        if (offset != null) {
            body.put("offset", offset);
        }
        List<JsonNode> updates = new ArrayList<>();
        post("getUpdates", body, wait.plus(CALL_LIMIT)).forEach(updates::add);
        return updates;
    }

    /** What time it is for Telegram; null when it does not say. */
    @Nullable
    String askForDate() throws InterruptedException {
        post("getMe", Map.of(), CALL_LIMIT);
        return date;
    }

    /** From now on Telegram calls {@code url}, with the secret in a header. */
    void setWebhook(String url, String secret) throws InterruptedException {
        post("setWebhook", Map.of("url", url, "secret_token", secret, "allowed_updates", TelegramDecoder.KINDS),
                CALL_LIMIT);
    }

    /** A file by the path that getFile gave. */
    Fetched download(String path, long maxBytes) {
        try {
            HttpResponse<InputStream> response = http.send(HttpRequest
                    .newBuilder(URI.create(settings.api() + "/file/bot" + settings.token() + "/" + path))
                    .timeout(CALL_LIMIT).build(), HttpResponse.BodyHandlers.ofInputStream());
            return Downloads.read(response, maxBytes);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("telegram: a file could not be fetched: {}", redact(e.toString()));
            return new Fetched.Later(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Later(RETRY);
        }
    }

    /** Sends a file, with all that comes of it as for {@link #call}. */
    Message send(SendDocument document) {
        return calling(() -> uploading.execute(document));
    }

    private JsonNode post(String method, Map<String, ?> body, Duration limit) throws InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(HttpRequest
                    .newBuilder(URI.create(settings.api() + "/bot" + settings.token() + "/" + method)).timeout(limit)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw refused(0, e.toString(), null, null);
        }
        date = response.headers().firstValue("Date").orElse(null);
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw refused(response.statusCode(), "the answer is no JSON", null, null);
        }
        if (!answer.path("ok").asBoolean()) {
            JsonNode after = answer.at("/parameters/retry_after");
            throw refused(answer.path("error_code").asInt(response.statusCode()),
                    answer.path("description").asText("no description"), after.isInt() ? after.asInt() : null, null);
        }
        return answer.path("result");
    }

    private static boolean wasReached(@Nullable Throwable cause) {
        return !(cause instanceof ConnectException || cause instanceof UnknownHostException);
    }

    private static TelegramException refused(int code, String description, @Nullable Integer retryAfter,
            @Nullable Long migratedTo) {
        return new TelegramException(code, redact(description), retryAfter, migratedTo);
    }

    /** The token is part of every URL, and so of many messages. */
    static String redact(String text) {
        return TOKEN.matcher(text).replaceAll("bot<token>");
    }

    @Override
    public void close() {
        http.shutdownNow();
        calls.dispatcher().executorService().shutdown();
        calls.connectionPool().evictAll();
    }
}
