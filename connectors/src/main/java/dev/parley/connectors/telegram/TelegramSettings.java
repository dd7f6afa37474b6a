package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ChannelVariables;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets. Never shown: both are secrets.
 *
 * @param token as BotFather gave it
 * @param api where the Bot API is
 * @param webhookSecret by which Telegram's webhook calls are known; null for polling
 */
record TelegramSettings(String token, URI api, @Nullable String webhookSecret) {

    static final String TOKEN = "PARLEY_TELEGRAM_TOKEN";
    static final String API_URL = "PARLEY_TELEGRAM_API_URL";
    static final String WEBHOOK_SECRET = "PARLEY_TELEGRAM_WEBHOOK_SECRET";
    /** Telegram calls no others, see https://core.telegram.org/bots/webhooks. -1: 443. */
    private static final Set<Integer> WEBHOOK_PORTS = Set.of(-1, 443, 80, 88, 8443);
    private static final String REAL_API = "https://api.telegram.org";
    /** As the Bot API documents tokens. */
    private static final Pattern TOKEN_FORM = Pattern.compile("\\d+:[A-Za-z0-9_-]{3,}");
    /** As setWebhook documents secret_token. */
    private static final Pattern SECRET_FORM = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /**
     * @return empty when nothing of Telegram is set
     * @throws IllegalStateException with one line that says what is missing or wrong
     */
    static Optional<TelegramSettings> read(ChannelVariables variables) {
        Optional<String> token = variables.find(TOKEN);
        Optional<String> url = variables.find(API_URL);
        Optional<String> secret = variables.find(WEBHOOK_SECRET);
        if (token.isEmpty()) {
            if (secret.isPresent() || url.isPresent()) {
                throw new IllegalStateException(TOKEN + " is missing; set it to the token that BotFather gave you, or"
                        + " unset the other PARLEY_TELEGRAM_ variables");
            }
            return Optional.empty();
        }
        if (!TOKEN_FORM.matcher(token.get()).matches()) {
            throw new IllegalStateException(TOKEN + " is no bot token; one looks like 123456789:AAE...");
        }
        if (secret.isPresent() && !SECRET_FORM.matcher(secret.get()).matches()) {
            throw new IllegalStateException(WEBHOOK_SECRET + " must have 1 to 256 of A-Z a-z 0-9 _ -");
        }
        return Optional.of(new TelegramSettings(token.get(), uri(url.orElse(REAL_API)), secret.orElse(null)));
    }

    /**
     * A Bot API server of one's own calls what it likes, see https://core.telegram.org/bots/api#using-a-local-bot-api-server.
     *
     * @throws IllegalStateException with one line that says why Telegram will not call this server
     */
    void checkWebhook(@Nullable String publicUrl) {
        if (webhookSecret == null) {
            return;
        }
        if (publicUrl == null) {
            throw new IllegalStateException(WEBHOOK_SECRET + " is set, but Telegram can't reach this server: set"
                    + " PARLEY_PUBLIC_URL, or unset the secret to poll instead");
        }
        URI url = URI.create(publicUrl);
        if (api.toString().equals(REAL_API)
                && (!"https".equals(url.getScheme()) || !WEBHOOK_PORTS.contains(url.getPort()))) {
            throw new IllegalStateException(WEBHOOK_SECRET
                    + " is set, but Telegram calls only https addresses with port"
                    + " 443, 80, 88 or 8443, and PARLEY_PUBLIC_URL is " + publicUrl + ": change it, or unset the secret"
                    + " to poll instead");
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (uri.getHost() != null && uri.getScheme().matches("https?") && uri.getRawPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(API_URL + " is no URL: " + url, e);
        }
        throw new IllegalStateException(API_URL + " must look like " + REAL_API + ", without a path: " + url);
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "TelegramSettings[" + api + "]";
    }
}
