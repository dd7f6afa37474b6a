package dev.parley.gateway.rules.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A phrase of a rule: words in this order. {@code word*} stands for any ending, {@code a|b*} for either word, {@code ..}
 * for up to four words between, {@code ..8} for up to eight. Immutable.
 *
 * @param steps at least one
 */
record Phrase(List<Step> steps) {

    /** Wide enough for "charged me the wrong amount twice", narrow enough to stay within one sentence. */
    private static final int GAP = 4;
    private static final java.util.regex.Pattern GAPS = java.util.regex.Pattern.compile("\\.\\.(\\d?)");
    private static final java.util.regex.Pattern WORDS = java.util.regex.Pattern
            .compile("[\\p{L}\\p{N}]+\\*?(\\|[\\p{L}\\p{N}]+\\*?)*");

    /**
     * One place of a phrase.
     *
     * @param words any of these
     * @param stems or a word that begins with any of these
     * @param gap how many other words may stand before it
     */
    record Step(List<String> words, List<String> stems, int gap) {

        boolean takes(String word) {
            return words.contains(word) || stems.stream().anyMatch(word::startsWith);
        }
    }

    /** @throws IllegalArgumentException when the phrase has something that is no word */
    static Phrase parse(String phrase) {
        List<Step> steps = new ArrayList<>();
        int gap = 0;
        for (String token : phrase.strip().split("\\s+")) {
            Matcher gaps = GAPS.matcher(token);
            if (gaps.matches()) {
                gap = gaps.group(1).isEmpty() ? GAP : Integer.parseInt(gaps.group(1));
                continue;
            }
            if (!WORDS.matcher(token).matches()) {
                throw new IllegalArgumentException("'" + token + "' in the phrase '" + phrase
                        + "' is no plain word; write words without punctuation, word*, a|b, .. or ..8");
            }
            steps.add(step(token, gap));
            gap = 0;
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a phrase is empty");
        }
        return new Phrase(List.copyOf(steps));
    }

    /** Words are normalised like the text they are compared with. */
    private static Step step(String token, int gap) {
        List<String> words = new ArrayList<>();
        List<String> stems = new ArrayList<>();
        for (String word : token.split("\\|")) {
            if (word.endsWith("*")) {
                stems.add(NormalText.of(word.substring(0, word.length() - 1)));
            } else {
                words.add(NormalText.of(word));
            }
        }
        return new Step(List.copyOf(words), List.copyOf(stems), gap);
    }

    /** Whether the rest of the phrase follows, given that its first step took the word at {@code at}. */
    boolean continuesAt(List<String> text, int at) {
        return matches(text, at + 1, 1);
    }

    /** Adds the places of all words that the phrase takes, wherever in the text; not of those that it only passes over. */
    void cover(List<String> text, BitSet covered) {
        for (int at = 0; at < text.size(); at++) {
            if (steps.getFirst().takes(text.get(at)) && covers(text, at + 1, 1, covered)) {
                covered.set(at);
            }
        }
    }

    private boolean covers(List<String> text, int from, int step, BitSet covered) {
        if (step == steps.size()) {
            return true;
        }
        Step next = steps.get(step);
        int last = Math.min(text.size() - 1, from + next.gap());
        for (int at = from; at <= last; at++) {
            if (next.takes(text.get(at)) && covers(text, at + 1, step + 1, covered)) {
                covered.set(at);
                return true;
            }
        }
        return false;
    }

    private boolean matches(List<String> text, int from, int step) {
        if (step == steps.size()) {
            return true;
        }
        Step next = steps.get(step);
        int last = Math.min(text.size() - 1, from + next.gap());
        for (int at = from; at <= last; at++) {
            if (next.takes(text.get(at)) && matches(text, at + 1, step + 1)) {
                return true;
            }
        }
        return false;
    }
}
