package dev.parley.gateway.config;

import java.util.Locale;

/** What went wrong, as callers and metrics name it. */
public enum ErrorCode {
    /** A file or variable of the operator's is missing or wrong. */
    INVALID_CONFIGURATION,
    /** A request that can't be understood. */
    INVALID_REQUEST,
    /** The thing asked for does not exist. */
    NOT_FOUND,
    /** The thing asked for is no longer possible, for example because somebody else was faster. */
    CONFLICT;

    /** As it stands in JSON: {@code invalid_request}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
