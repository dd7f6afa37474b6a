package dev.parley.connectors.slack.api;

import dev.parley.connectors.channel.ChannelVariables;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets. Never shown: the first three are secrets.
 *
 * @param botToken by which Parley calls Slack, {@code xoxb-…}
 * @param appToken for Socket Mode, {@code xapp-…}; null where Slack calls over HTTP
 * @param signingSecret by which Slack's HTTP calls are known; null where it does not call
 * @param api where the Web API is; ends with a slash
 */
public record SlackSettings(String botToken, @Nullable String appToken, @Nullable String signingSecret, URI api) {

    static final String BOT_TOKEN = "PARLEY_SLACK_BOT_TOKEN";
    static final String APP_TOKEN = "PARLEY_SLACK_APP_TOKEN";
    static final String SIGNING_SECRET = "PARLEY_SLACK_SIGNING_SECRET";
    /** What may be exchanged while the server runs. */
    public static final List<String> SECRETS = List.of(BOT_TOKEN, APP_TOKEN, SIGNING_SECRET);
    static final String API_URL = "PARLEY_SLACK_API_URL";
    private static final String REAL_API = "https://slack.com/api/";
    /** The library's client fails on shorter ones (measured with 1.48.0). */
    private static final int MIN_TOKEN = 16;

    /**
     * @return empty when nothing of Slack is set
     * @throws IllegalStateException with one line that says what is missing or wrong
     */
    public static Optional<SlackSettings> read(ChannelVariables variables) {
        Optional<String> bot = variables.find(BOT_TOKEN);
        Optional<String> app = variables.find(APP_TOKEN);
        Optional<String> secret = variables.find(SIGNING_SECRET);
        Optional<String> url = variables.find(API_URL);
        if (bot.isEmpty()) {
            if (app.isPresent() || secret.isPresent() || url.isPresent()) {
                throw new IllegalStateException(BOT_TOKEN + " is missing; set it to the app's Bot User OAuth Token, or"
                        + " unset the other PARLEY_SLACK_ variables");
            }
            return Optional.empty();
        }
        if (app.isEmpty() && secret.isEmpty()) {
            throw new IllegalStateException("Slack has no way to Parley: set " + APP_TOKEN + " for Socket Mode, or "
                    + SIGNING_SECRET + " for HTTP");
        }
        check(BOT_TOKEN, bot.get());
        app.ifPresent(token -> check(APP_TOKEN, token));
        return Optional.of(new SlackSettings(bot.get(), app.orElse(null), secret.orElse(null),
                uri(url.orElse(REAL_API))));
    }

    private static void check(String name, String token) {
        if (token.length() < MIN_TOKEN) {
            throw new IllegalStateException(name + " is too short for a token of Slack");
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getScheme().matches("https?") && uri.getPath().endsWith("/")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(API_URL + " is no URL: " + url, e);
        }
        throw new IllegalStateException(API_URL + " must look like " + REAL_API + ", with a slash at the end: " + url);
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "SlackSettings[" + api + "]";
    }
}
