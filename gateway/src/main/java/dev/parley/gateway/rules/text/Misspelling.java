package dev.parley.gateway.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The word of a rule that a misspelt word was meant to be: one slip (a letter too much, too few, wrong, or two exchanged) in
 * words of five letters and more, two in nine and more. Thread-safe.
 */
final class Misspelling {

    private static final int ONE_SLIP_FROM = 5;
    private static final int TWO_SLIPS_FROM = 9;
    /** A stem is followed by at most so many letters, as in "fraudulently". */
    private static final int LONGEST_ENDING = 5;

    private final Map<Character, List<String>> words = new HashMap<>();
    private final Map<Character, List<String>> stems = new HashMap<>();

    Misspelling(PhraseBook book) {
        book.words().forEach(word -> file(words, word));
        book.stems().forEach(stem -> file(stems, stem));
        Stream.of(words, stems).forEach(each -> each.values().forEach(list -> list.sort(null)));
    }

    /** The first letter is rarely wrong, and filing by it keeps this fast. */
    private static void file(Map<Character, List<String>> files, String word) {
        if (word.length() >= ONE_SLIP_FROM) {
            files.computeIfAbsent(word.charAt(0), key -> new ArrayList<>()).add(word);
        }
    }

    Optional<String> correct(String word) {
        if (word.length() < ONE_SLIP_FROM - 1) {
            return Optional.empty();
        }
        for (int slips = 1; slips <= (word.length() >= TWO_SLIPS_FROM ? 2 : 1); slips++) {
            for (String candidate : words.getOrDefault(word.charAt(0), List.of())) {
                if (isWithin(word, candidate, slips)) {
                    return Optional.of(candidate);
                }
            }
            for (String stem : stems.getOrDefault(word.charAt(0), List.of())) {
                if (word.length() <= stem.length() + slips + LONGEST_ENDING && beginsWith(word, stem, slips)) {
                    return Optional.of(stem);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean beginsWith(String word, String stem, int slips) {
        if (slips == 2 && stem.length() < TWO_SLIPS_FROM) {
            return false;
        }
        for (int length = stem.length() - slips; length <= stem.length() + slips; length++) {
            if (length <= word.length() && isWithin(word.substring(0, length), stem, slips)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(String word, String other, int slips) {
        return Math.abs(word.length() - other.length()) <= slips && distance(word, other) <= slips;
    }

    /** Optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
