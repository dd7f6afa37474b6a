package dev.parley.kb;

/** Who may read an article. */
public enum Audience {
    /** Customers and agents. */
    PUBLIC,
    /** Agents only: never indexed for answers and never sent to a customer. */
    INTERNAL
}
