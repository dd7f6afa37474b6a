package dev.parley.gateway.rules;

/** What the rules say of a text. */
public sealed interface Verdict {

    /** Nothing speaks against an answer. */
    record Proceed() implements Verdict {}

    /**
     * Only a person may go on.
     *
     * @param reason why
     * @param rule the id of the rule that matched
     * @param category what it is about
     * @param priority how soon
     */
    record HandOff(Reason reason, String rule, String category, Priority priority) implements Verdict {}
}
