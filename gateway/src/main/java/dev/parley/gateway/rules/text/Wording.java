package dev.parley.gateway.rules.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known of a language beside the rules. Thread-safe as its parts are.
 *
 * @param common whether it is a common word, of those into which others may be cut: "speaktoahuman"
 * @param ordinary whether it is a correct word of any everyday language
 * @param meaning from a text to its direction, a vector of length 1; empty where nobody can tell
 * @param known the same, kept for good: for the rules' own examples, which are asked about at each start
 * @param harmless questions that articles answer
 */
public record Wording(Predicate<String> common, Predicate<String> ordinary,
        Function<String, Optional<float[]>> meaning, Function<String, Optional<float[]>> known,
        Supplier<List<String>> harmless) {

    /** Knows nothing: every strange word may be a rule's, and only words tell what is meant. */
    public static final Wording NONE = new Wording(word -> false, word -> false, text -> Optional.empty(),
            text -> Optional.empty(), List::of);

    boolean isCommon(String word) {
        return common.test(word);
    }

    boolean isOrdinary(String word) {
        return common.test(word) || ordinary.test(word);
    }
}
