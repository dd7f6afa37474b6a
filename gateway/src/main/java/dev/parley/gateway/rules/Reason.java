package dev.parley.gateway.rules;

import java.util.Locale;

/**
 * Why a person takes over; the codes are fixed, because figures and integrations rely on them. The first that applies is
 * given; {@link #SYSTEM_ERROR} at any time.
 */
public enum Reason {
    /** A topic that only people answer. */
    NO_TOUCH,
    /** The customer wants a person. */
    CUSTOMER_REQUEST,
    /** Somebody paused the bot's answers. */
    POLICY_PAUSE,
    /** The bot does not answer here yet, or not for this customer. */
    ROLLOUT,
    /** Words that call for a person, though no topic forbids an answer. */
    KEYWORD,
    /** The customer is upset. */
    SENTIMENT,
    /** The bot's answers did not help. */
    REPEATED_FAILURE,
    /** The knowledge base has no sure answer. */
    NOT_SURE,
    /** Something broke; the customer is never left silent. */
    SYSTEM_ERROR;

    /** Whether the knowledge base had its say before: not where a person was meant to answer whatever it holds. */
    public boolean isAfterRetrieval() {
        return this != NO_TOUCH && this != CUSTOMER_REQUEST && this != POLICY_PAUSE;
    }

    /** As it stands in JSON and in the database: {@code no_touch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
