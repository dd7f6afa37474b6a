package dev.parley.gateway.metrics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How much two texts have in common. Pure. */
public final class Agreement {

    /** From here on a person wrote the draft, and below it something else. Chosen, not measured. */
    public static final double MOST = 0.5;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Agreement() {}

    /**
     * The harmonic mean of how much of the draft the person wrote and how much of what the person wrote is in the draft,
     * counted in words (the F1 of bags of words).
     *
     * @return 0, nothing, to 1, the same words
     */
    public static double of(String draft, String written) {
        Map<String, Integer> left = words(draft);
        Map<String, Integer> right = words(written);
        int common = left.entrySet().stream()
                .mapToInt(word -> Math.min(word.getValue(), right.getOrDefault(word.getKey(), 0))).sum();
        int all = left.values().stream().mapToInt(Integer::intValue).sum()
                + right.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : 2.0 * common / all;
    }

    private static Map<String, Integer> words(String text) {
        Map<String, Integer> counts = new HashMap<>();
        NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty())
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }
}
