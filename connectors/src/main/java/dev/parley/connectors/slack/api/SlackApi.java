package dev.parley.connectors.slack.api;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.WebhookResponse;
import dev.parley.connectors.channel.Downloads;
import dev.parley.connectors.channel.FileSource.Fetched;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls to the Web API, by the library's synchronous client: what must not be lost waits in our outbox. Thread-safe. */
public final class SlackApi implements AutoCloseable {

    /** Well below the outbox's own limit. */
    private static final int CALL_LIMIT_MILLIS = 15_000;
    private static final int HTTP_OK = 200;

    private static final String FILES_HOST = "files.slack.com";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration TRANSFER_LIMIT = Duration.ofSeconds(20);

    /** Follows no redirect: the token would go along. */
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Slack slack;
    private final SlackSettings settings;

    /** @param settings which server, and as whom */
    public SlackApi(SlackSettings settings) {
        this(settings, CALL_LIMIT_MILLIS);
    }

    /** @param callLimitMillis how long an answer may take */
    SlackApi(SlackSettings settings, int callLimitMillis) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.api().toString());
        config.setHttpClientCallTimeoutMillis(callLimitMillis);
        config.setStatsEnabled(false);
        this.slack = Slack.getInstance(config);
        this.settings = settings;
    }

    /** A call of the Web API. */
    @FunctionalInterface
    public interface Call<T> {

        /** Makes it. */
        T by(MethodsClient methods) throws IOException, SlackApiException;
    }

    /**
     * As the bot.
     *
     * @throws SlackException when it is refused or not answered
     */
    public <T extends SlackApiTextResponse> T call(Call<T> call) {
        return call(settings.botToken(), call);
    }

    /** As the app, for Socket Mode. */
    <T extends SlackApiTextResponse> T callAsApp(Call<T> call) {
        return call(settings.appToken() == null ? "" : settings.appToken(), call);
    }

    private <T extends SlackApiTextResponse> T call(String token, Call<T> call) {
        try {
            T response = call.by(slack.methods(token));
            if (response.isOk()) {
                return response;
            }
            throw new SlackException(response.getError() == null ? "http" : response.getError(),
                    response.getNeeded() == null ? "" : "needs " + response.getNeeded(), null);
        } catch (SlackApiException e) {
            String named = e.getError() == null ? null : e.getError().getError();
            int status = e.getResponse().code();
            throw new SlackException(status == 429 ? "ratelimited" : named == null ? "http" : named,
                    "HTTP " + status, seconds(e.getResponse().header("Retry-After")));
        } catch (JsonParseException | NullPointerException e) {
            // A proxy's page, half an answer, or an empty one, of which the library makes a null pointer (SlackAnswersTest).
            throw new SlackException("http", "an answer that is no JSON", null);
        } catch (IOException e) {
            boolean reached = !(e instanceof ConnectException || e instanceof UnknownHostException);
            throw new SlackException(reached ? "http" : "unreachable", e.getClass().getSimpleName(), null);
        }
    }

    /** As the bot, where the library does not know all that a method takes. */
    <T extends SlackApiTextResponse> T call(String method, Map<String, String> arguments, Class<T> answer) {
        return call(methods -> methods.postFormWithTokenAndParseResponse(form -> {
            arguments.forEach(form::add);
            return form;
        }, method, settings.botToken(), answer));
    }

    /** @param url as Slack gave it */
    void upload(String url, byte[] content) {
        try {
            int status = http.send(HttpRequest.newBuilder(ownUri(url)).timeout(TRANSFER_LIMIT)
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(content)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != HTTP_OK) {
                throw new SlackException("http", "a file was not taken: HTTP " + status, null);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SlackException("http", "a file was not taken: " + e.getClass().getSimpleName(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlackException("http", "stopped", null);
        }
    }

    /** @throws IllegalArgumentException when it lies outside of Slack */
    private URI ownUri(String url) {
        URI uri = URI.create(url);
        if (!FILES_HOST.equals(uri.getHost()) && !settings.api().getAuthority().equals(uri.getAuthority())) {
            throw new IllegalArgumentException("it lies outside of Slack");
        }
        return uri;
    }

    /**
     * Answers a command, which only the one who typed it sees.
     *
     * @param url as Slack gave it with the command: five answers within half an hour
     * @throws SlackException when it is not taken
     */
    public void respond(String url, String text) {
        try {
            WebhookResponse response = slack.send(url, GsonFactory.createSnakeCase()
                    .toJson(Map.of("response_type", "ephemeral", "text", text)));
            if (response.getCode() != HTTP_OK) {
                throw new SlackException("http", "HTTP " + response.getCode(), null);
            }
        } catch (IOException e) {
            throw new SlackException("http", e.getClass().getSimpleName(), null);
        }
    }

    /**
     * A private file.
     *
     * @param url as Slack gave it; the token goes to Slack alone
     */
    Fetched download(String url, long maxBytes) {
        URI uri;
        try {
            uri = ownUri(url);
        } catch (IllegalArgumentException e) {
            return new Fetched.Gone("it lies outside of Slack");
        }
        try {
            return Downloads.read(http.send(HttpRequest.newBuilder(uri).timeout(TRANSFER_LIMIT)
                    .header("Authorization", "Bearer " + settings.botToken()).build(),
                    HttpResponse.BodyHandlers.ofInputStream()), maxBytes);
        } catch (IOException e) {
            return new Fetched.Later(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Later(RETRY);
        }
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        return header != null && header.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    @Override
    public void close() {
        http.shutdownNow();
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("Slack's client could not be closed", e);
        }
    }
}
