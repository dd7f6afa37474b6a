package dev.parley.gateway.rules;

import org.jspecify.annotations.Nullable;

/** What speaks for a person. */
public final class Verdict {

    private Verdict() {}

    /**
     * Only a person may go on.
     *
     * @param reason why
     * @param rule the id of the rule that matched; null where no rule of words did
     * @param category what it is about
     * @param priority how soon
     * @param why in a sentence
     */
    public record HandOff(Reason reason, @Nullable String rule, String category, Priority priority, String why) {}
}
