package dev.parley.gateway.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.parley.gateway.rules.text.NormalText;
import dev.parley.gateway.rules.text.PhraseBook;
import dev.parley.gateway.rules.text.Prefilter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One compiled rule. Thread-safe. Phrases are found by the book of all rules; patterns run in linear time (RE2), so that no
 * message can stall it.
 *
 * @param phrases their numbers in the book: any of these makes it apply
 * @param patterns or any of these
 * @param except numbers of phrases, any of which makes it not apply
 * @param languages of messages that it is for; empty: all
 * @param categories of articles that it is for; empty: all
 * @param examples that it must and must not match
 * @param verdict what it says when it applies
 */
record TextRule(BitSet phrases, List<Expression> patterns, BitSet except, List<String> languages,
        List<String> categories,
        RuleFiles.Examples examples, Verdict.HandOff verdict) {

    /** @throws IllegalArgumentException when a phrase or pattern is broken */
    static TextRule compile(PhraseBook book, Verdict.HandOff verdict, RuleFiles.Rule rule) {
        try {
            return new TextRule(number(book, rule.phrases()),
                    rule.patterns().stream().map(Expression::compile).toList(),
                    number(book, rule.except()), List.copyOf(rule.languages()), List.copyOf(rule.categories()),
                    rule.examples(), verdict);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name(verdict) + "the pattern '" + e.getPattern() + "' is broken: "
                    + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name(verdict) + e.getMessage(), e);
        }
    }

    private static String name(Verdict.HandOff verdict) {
        return "rule '" + verdict.rule() + "': ";
    }

    private static BitSet number(PhraseBook book, List<String> phrases) {
        BitSet numbers = new BitSet();
        phrases.forEach(phrase -> numbers.set(book.add(phrase)));
        return numbers;
    }

    boolean hasText() {
        return !phrases.isEmpty() || !patterns.isEmpty();
    }

    boolean isFor(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    /** Whether it may apply to what is merely worded like its topic: not where an exception says that it must not. */
    boolean mayBeLike(Reading reading, String language) {
        return hasText() && categories.isEmpty() && isFor(language) && !reading.phrases().intersects(except);
    }

    /**
     * What in the text makes it apply: a phrase or a pattern. What an exception says is read over, and nothing else: "the
     * reply from the agent" is no wish for a person, but one may follow it.
     */
    Optional<String> findCause(Reading reading, PhraseBook book) {
        if (!reading.phrases().intersects(except)) {
            return findIn(reading, book);
        }
        BitSet said = (BitSet) except.clone();
        said.and(reading.phrases());
        return findIn(Reading.of(book.without(said, reading.words()), book), book);
    }

    private Optional<String> findIn(Reading reading, PhraseBook book) {
        BitSet own = (BitSet) phrases.clone();
        own.and(reading.phrases());
        if (!own.isEmpty()) {
            return Optional.of(book.text(own.nextSetBit(0)));
        }
        return patterns.stream().filter(pattern -> pattern.isIn(reading.line()))
                .map(pattern -> pattern.pattern().pattern()).findFirst();
    }

    /** What of its examples it gets wrong, each as a sentence. */
    List<String> wrongExamples(PhraseBook book) {
        List<String> wrong = new ArrayList<>();
        for (String example : examples.match()) {
            if (findCause(plain(example, book), book).isEmpty()) {
                wrong.add(name(verdict) + "does not match its example '" + example + "'");
            }
        }
        for (String example : examples.noMatch()) {
            findCause(plain(example, book), book).ifPresent(cause -> wrong.add(name(verdict) + "matches '" + example
                    + "', which it must not, by '" + cause + "'"));
        }
        return wrong;
    }

    /**
     * A pattern and the words without which it need not be tried.
     */
    record Expression(Pattern pattern, Prefilter prefilter) {

        static Expression compile(String text) {
            return new Expression(Pattern.compile(text), Prefilter.of(text));
        }

        boolean isIn(String line) {
            return prefilter.mayMatch(line) && pattern.matcher(line).find();
        }
    }

    private static Reading plain(String text, PhraseBook book) {
        return Reading.of(NormalText.words(text), book);
    }

    /**
     * One way to read a text.
     *
     * @param words its normal words
     * @param line the same, with spaces between
     * @param phrases the numbers of all phrases in it
     */
    record Reading(List<String> words, String line, BitSet phrases) {

        static Reading of(List<String> words, PhraseBook book) {
            return new Reading(words, String.join(" ", words), book.find(words));
        }
    }
}
