package dev.parley.gateway.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One compiled rule. Thread-safe. Patterns run in linear time (RE2), so that no message can stall it.
 *
 * @param match any of these makes it apply
 * @param except any of these makes it not apply
 * @param verdict what it says then
 */
record TextRule(List<Pattern> match, List<Pattern> except, Verdict.HandOff verdict) {

    /** @throws IllegalArgumentException when a phrase or pattern is broken, or an example contradicts the rule */
    static TextRule compile(Verdict.HandOff verdict, List<String> phrases, List<String> patterns, List<String> except,
            RuleFiles.Examples examples) {
        String name = "rule '" + verdict.rule() + "': ";
        if (phrases.isEmpty() && patterns.isEmpty()) {
            throw new IllegalArgumentException(name + "has neither phrases nor patterns and can never match");
        }
        TextRule rule;
        try {
            rule = new TextRule(
                    Stream.concat(phrases.stream().map(Phrase::compile), patterns.stream().map(Pattern::compile))
                            .toList(),
                    except.stream().map(Phrase::compile).toList(), verdict);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name + "the pattern '" + e.getPattern() + "' is broken: "
                    + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + e.getMessage(), e);
        }
        for (String example : examples.match()) {
            if (!rule.applies(NormalText.of(example))) {
                throw new IllegalArgumentException(name + "does not match its example '" + example + "'");
            }
        }
        for (String example : examples.noMatch()) {
            if (rule.applies(NormalText.of(example))) {
                throw new IllegalArgumentException(name + "matches '" + example + "', which it must not");
            }
        }
        return rule;
    }

    boolean applies(String normalText) {
        return match.stream().anyMatch(pattern -> pattern.matcher(normalText).find())
                && except.stream().noneMatch(pattern -> pattern.matcher(normalText).find());
    }
}
