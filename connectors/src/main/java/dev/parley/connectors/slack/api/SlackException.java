package dev.parley.connectors.slack.api;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack refused a call, or was not reached. Its message never holds a token. */
public final class SlackException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Set<String> UNAUTHORIZED = Set.of("invalid_auth", "not_authed", "token_revoked",
            "token_expired", "account_inactive", "missing_scope", "org_login_required", "ekm_access_denied");
    /** Errors that pass; everything else that Slack names is final. */
    private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error",
            "service_unavailable", "request_timeout", "team_added_to_org", "http", "unreachable");
    private static final Set<String> MAYBE_DONE = Set.of("http", "internal_error", "fatal_error", "request_timeout");

    private final String error;
    private final @Nullable Duration retryAfter;

    /** @param error Slack's name for it, or {@code http} when there was no answer that can be read,
     *        {@code unreachable} when it was not reached */
    SlackException(String error, String detail, @Nullable Duration retryAfter) {
        super(error + (detail.isEmpty() ? "" : ": " + detail));
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /** Slack's name for it. */
    public String error() {
        return error;
    }

    /** How long Slack wants to be left alone; null when it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The token is wrong, was revoked, or lacks a permission. */
    public boolean isUnauthorized() {
        return UNAUTHORIZED.contains(error);
    }

    /** Whether Slack may have done it nevertheless: it did not say no, and was reached. */
    public boolean isUnknown() {
        return MAYBE_DONE.contains(error);
    }

    /** It may work later. */
    public boolean isPassing() {
        return PASSING.contains(error) || isUnauthorized();
    }
}
