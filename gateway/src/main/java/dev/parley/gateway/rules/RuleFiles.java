package dev.parley.gateway.rules;

import java.util.List;

/** The shape of {@code no-touch.yml} and {@code escalation.yml}. */
final class RuleFiles {

    private RuleFiles() {}

    /** The file {@code no-touch.yml}. */
    record NoTouch(List<Rule> rules) {}

    /**
     * A no-touch rule.
     *
     * @param reason why only people answer this, in a sentence
     * @param languages of messages that it is for; empty: all
     * @param categories of articles that it is for, which is known only after the search; empty: all
     * @param phrases see the class {@code Phrase}; with no phrase and no pattern, the categories alone decide
     * @param patterns RE2 patterns on the normalised text
     * @param except phrases that make the rule not apply
     */
    record Rule(String id, String category, Priority priority, String reason, List<String> languages,
            List<String> categories, List<String> phrases, List<String> patterns, List<String> except,
            Examples examples) {}

    /** The file {@code escalation.yml}. */
    record Escalation(Words wishForPerson, Words keywords, Sentiment sentiment, Failures repeatedFailure,
            HighValue highValueCustomers) {}

    /** Words that call for a person. */
    record Words(Priority priority, List<String> phrases, List<String> patterns, List<String> except,
            Examples examples) {}

    /**
     * @param below a message's mood, from -1 to 1
     * @param neutral words that say nothing of a mood
     */
    record Sentiment(Priority priority, double below, List<String> neutral) {

        Sentiment {
            if (below < -1 || below > 0) {
                throw new IllegalArgumentException("below must be from -1 (never) to 0 (any negative word)");
            }
        }
    }

    /** How often the bot may fail in one conversation before a person takes over; 0: never because of this. */
    record Failures(Priority priority, int unhelpfulAnswers, int sameAnswer, int clarifications) {}

    /** @param customers their ids, as the records show them */
    record HighValue(Priority priority, List<String> customers) {}

    /** Checked whenever the file is read. */
    record Examples(List<String> match, List<String> noMatch) {}
}
