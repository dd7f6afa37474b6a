package dev.parley.gateway.rules;

import java.util.List;

/** The shape of {@code no-touch.yml} and {@code escalation.yml}. */
final class RuleFiles {

    private RuleFiles() {}

    /** The file {@code no-touch.yml}. */
    record NoTouch(List<Rule> rules) {}

    /** The file {@code escalation.yml}. */
    record Escalation(Wish wishForPerson) {}

    /**
     * A no-touch rule.
     *
     * @param phrases see {@link Phrase}
     * @param patterns RE2 patterns on the normalised text
     * @param except phrases that make the rule not apply
     */
    record Rule(String id, String category, Priority priority, List<String> phrases, List<String> patterns,
            List<String> except, Examples examples) {}

    /** How customers ask for a person. */
    record Wish(Priority priority, List<String> phrases, List<String> patterns, List<String> except,
            Examples examples) {}

    /** Checked whenever the file is read. */
    record Examples(List<String> match, List<String> noMatch) {}
}
