package dev.parley.connectors.telegram;

import org.jspecify.annotations.Nullable;

/** The Bot API refused a call, or was not reached. Its message never holds the token. */
final class TelegramException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The Bot API's error code, an HTTP status; 0 when there was no answer that can be read, -1 when it was not reached. */
    final int code;
    /** How long it wants to be left alone, in seconds; null when it does not say. */
    final @Nullable Integer retryAfter;
    /** The chat's new name; null unless a group became a supergroup. */
    final @Nullable Long migratedTo;

    TelegramException(int code, String description, @Nullable Integer retryAfter, @Nullable Long migratedTo) {
        super(description);
        this.code = code;
        this.retryAfter = retryAfter;
        this.migratedTo = migratedTo;
    }

    /** Whether Telegram may have done it nevertheless: it did not say no, and was reached. */
    boolean isUnknown() {
        return code == 0 || code >= 500;
    }

    /** The token is wrong or was revoked. */
    boolean isUnauthorized() {
        return code == 401 || code == 404;
    }
}
