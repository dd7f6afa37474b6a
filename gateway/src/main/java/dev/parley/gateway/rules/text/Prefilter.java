package dev.parley.gateway.rules.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words of which a pattern needs at least one: a text without any of them need not be matched, which is what makes many
 * patterns affordable. Immutable.
 *
 * @param anyOf empty: nothing is known, the pattern must be tried
 */
public record Prefilter(List<String> anyOf) {

    /** A group of plain alternatives, or a run of plain letters, that nothing makes optional. */
    private static final Pattern REQUIRED = Pattern
            .compile(
                    "\\(\\?:((?:[\\p{L}\\d ]+\\|)*[\\p{L}\\d ]+)\\)|\\(((?:[\\p{L}\\d ]+\\|)*[\\p{L}\\d ]+)\\)|([\\p{L}\\d]{3,})");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[^:]");
    private static final int SHORTEST = 2;

    /** What a RE2 pattern needs. */
    public static Prefilter of(String pattern) {
        // Alternatives at the top need none of each other's words; escapes and flags are not looked into.
        if (hasTopLevelAlternative(pattern) || pattern.contains("\\") || FLAGS.matcher(pattern).find()) {
            return new Prefilter(List.of());
        }
        Matcher matcher = REQUIRED.matcher(pattern);
        while (matcher.find()) {
            boolean isTop = depthAt(pattern, matcher.start()) == 0;
            String after = pattern.substring(matcher.end());
            boolean isOptional = after.startsWith("?") || after.startsWith("*") || after.startsWith("{");
            if (isTop && !isOptional) {
                List<String> words = Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                        .flatMap(group -> Optional.ofNullable(group).stream())
                        .flatMap(group -> Stream.of(group.split("\\|")))
                        .map(String::strip).toList();
                if (words.stream().allMatch(word -> word.length() >= SHORTEST)) {
                    return new Prefilter(words);
                }
            }
        }
        return new Prefilter(List.of());
    }

    /** Whether a text may match. */
    public boolean mayMatch(String text) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(text::contains);
    }

    private static boolean hasTopLevelAlternative(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '|' && depthAt(pattern, i) == 0) {
                return true;
            }
        }
        return false;
    }

    private static int depthAt(String pattern, int at) {
        int depth = 0;
        for (int i = 0; i < at; i++) {
            depth += switch (pattern.charAt(i)) {
                case '(', '[' -> 1;
                case ')', ']' -> -1;
                default -> 0;
            };
        }
        return depth;
    }
}
