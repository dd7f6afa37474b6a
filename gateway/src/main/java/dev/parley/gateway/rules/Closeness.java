package dev.parley.gateway.rules;

import dev.parley.gateway.rules.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message means what a rule's examples mean, though it shares no phrase with them. English only, as the bundled
 * models are. Thread-safe; the examples are weighed at the first question.
 */
final class Closeness {

    private static final String LANGUAGE = "en";
    /** In characters: what is longer means many things, and takes long to weigh. */
    private static final int LONGEST = 300;
    /**
     * How alike a message and an example must be, and how much more than any example that must not match: on 500 harmless
     * English questions that nobody had seen before, none was; of 108 of forbidden topics, 21.
     */
    private static final double ALIKE = 0.80;
    private static final double MORE_THAN_HARMLESS = 0.08;

    private final List<TextRule> rules;
    private final Wording wording;
    private volatile @Nullable Examples examples;

    Closeness(List<TextRule> rules, Wording wording) {
        this.rules = List.copyOf(rules);
        this.wording = wording;
    }

    private record Example(TextRule rule, String text, float[] meaning) {}

    private record Examples(List<Example> match, List<float[]> noMatch) {}

    /** The rule whose example it is closest to, where that is close enough. */
    Optional<RuleBook.Match> find(String message, String language) {
        Optional<float[]> meaning = language.equals(LANGUAGE) && message.length() <= LONGEST
                ? wording.meaning().apply(message) : Optional.empty();
        return meaning.flatMap(vector -> find(message, vector));
    }

    private Optional<RuleBook.Match> find(String message, float[] meaning) {
        Examples known = examples();
        double harmless = known.noMatch().stream().mapToDouble(other -> alike(meaning, other)).max().orElse(0);
        Example closest = null;
        double most = Math.max(ALIKE, harmless + MORE_THAN_HARMLESS);
        for (Example example : known.match()) {
            double alike = alike(meaning, example.meaning());
            if (alike >= most) {
                most = alike;
                closest = example;
            }
        }
        return Optional.ofNullable(closest).map(example -> RuleBook.Match
                .byMeaning(example.rule().verdict(), example.text(), message));
    }

    private Examples examples() {
        Examples known = examples;
        if (known == null) {
            List<Example> match = new ArrayList<>();
            List<float[]> noMatch = new ArrayList<>();
            for (TextRule rule : rules) {
                rule.examples().match().forEach(text -> wording.known().apply(text)
                        .ifPresent(meaning -> match.add(new Example(rule, text, meaning))));
                rule.examples().noMatch().forEach(text -> wording.known().apply(text).ifPresent(noMatch::add));
            }
            known = new Examples(match, noMatch);
            examples = known;
        }
        return known;
    }

    private static double alike(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
