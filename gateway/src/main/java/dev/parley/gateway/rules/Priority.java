package dev.parley.gateway.rules;

/** How soon a person should look. */
public enum Priority {
    /** In turn. */
    NORMAL,
    /** Before the others. */
    HIGH,
    /** Now: someone may be harmed. */
    URGENT
}
