package dev.parley.gateway.rules;

import java.util.Locale;

/** Why a person takes over; the codes are fixed, because figures and integrations rely on them. */
public enum Reason {
    /** A topic that only people answer. */
    NO_TOUCH,
    /** The customer wants a person. */
    CUSTOMER_REQUEST,
    /** The knowledge base has no sure answer. */
    NOT_SURE,
    /** Something broke; the customer is never left silent. */
    SYSTEM_ERROR;

    /** As it stands in JSON and in the database: {@code no_touch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
