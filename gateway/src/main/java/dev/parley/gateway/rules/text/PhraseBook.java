package dev.parley.gateway.rules.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All phrases of all rules, found in one pass over a text, whose cost does not depend on how many there are: only phrases
 * that begin with a word of the text are looked at. Filled once, then thread-safe.
 */
public final class PhraseBook {

    private static final int LONGEST_ENDING = 6;
    /** Is no word. */
    private static final String BLOT = "·";

    private final List<Phrase> phrases = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final Map<String, List<Integer>> byStem = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> stems = new HashSet<>();

    /**
     * @return its number: numbers count from 0
     * @throws IllegalArgumentException when it is no phrase
     */
    public int add(String text) {
        Phrase phrase = Phrase.parse(text);
        int number = phrases.size();
        phrases.add(phrase);
        texts.add(text);
        Phrase.Step first = phrase.steps().getFirst();
        first.words().forEach(word -> byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(number));
        first.stems().forEach(stem -> byStem.computeIfAbsent(stem, key -> new ArrayList<>()).add(number));
        phrase.steps().forEach(step -> {
            words.addAll(step.words());
            stems.addAll(step.stems());
        });
        return number;
    }

    /** The phrase as it was written. */
    public String text(int number) {
        return texts.get(number);
    }

    /** The numbers of the phrases in a text of normal words. */
    public BitSet find(List<String> text) {
        BitSet found = new BitSet(phrases.size());
        for (int at = 0; at < text.size(); at++) {
            String word = text.get(at);
            findAt(text, at, byWord.getOrDefault(word, List.of()), found);
            for (int length = 1; length <= word.length(); length++) {
                findAt(text, at, byStem.getOrDefault(word.substring(0, length), List.of()), found);
            }
        }
        return found;
    }

    /** A text in which what these phrases say is blotted out, word by word, so that no phrase spans it. */
    public List<String> without(BitSet numbers, List<String> text) {
        BitSet covered = new BitSet(text.size());
        numbers.stream().forEach(number -> phrases.get(number).cover(text, covered));
        List<String> left = new ArrayList<>(text);
        covered.stream().forEach(at -> left.set(at, BLOT));
        return left;
    }

    private void findAt(List<String> text, int at, List<Integer> candidates, BitSet found) {
        for (int number : candidates) {
            if (!found.get(number) && phrases.get(number).continuesAt(text, at)) {
                found.set(number);
            }
        }
    }

    /** Whether some phrase has this word, or a stem of it with an ending of common length. */
    boolean knows(String word) {
        if (words.contains(word)) {
            return true;
        }
        for (int length = Math.max(1, word.length() - LONGEST_ENDING); length <= word.length(); length++) {
            if (stems.contains(word.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** All words, and all stems: what a misspelling is compared with. */
    Set<String> words() {
        return words;
    }

    Set<String> stems() {
        return stems;
    }
}
