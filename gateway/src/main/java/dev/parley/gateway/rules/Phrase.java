package dev.parley.gateway.rules;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A phrase of a rule: words in this order. {@code word*} stands for any ending, {@code a|b} for either word, {@code ..}
 * for up to four words between. Pure.
 */
final class Phrase {

    /** Wide enough for "charged me the wrong amount twice", narrow enough to stay within one sentence. */
    private static final String GAP = "(?: [^ ]+){0,4}";
    private static final java.util.regex.Pattern WORD = java.util.regex.Pattern.compile("[\\p{L}\\p{N}|]+\\*?");

    private Phrase() {}

    /** @throws IllegalArgumentException when the phrase has something that is no word */
    static Pattern compile(String phrase) {
        List<String> parts = new ArrayList<>();
        boolean gap = false;
        for (String token : phrase.strip().split("\\s+")) {
            if (token.equals("..")) {
                gap = true;
                continue;
            }
            if (!WORD.matcher(token).matches()) {
                throw new IllegalArgumentException("'" + token + "' in the phrase '" + phrase
                        + "' is no plain lower-case word; write words without punctuation, word* or ..");
            }
            boolean open = token.endsWith("*");
            String word = NormalWords.of(open ? token.substring(0, token.length() - 1) : token);
            parts.add((parts.isEmpty() ? "" : (gap ? GAP : "") + " ") + "(?:" + word + ")" + (open ? "[^ ]*" : ""));
            gap = false;
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a phrase is empty");
        }
        return Pattern.compile("(?:^| )" + String.join("", parts) + "(?: |$)");
    }

    /** Words of a phrase, normalised like the text they are compared with. */
    private static final class NormalWords {

        static String of(String alternatives) {
            List<String> words = new ArrayList<>();
            for (String word : alternatives.split("\\|")) {
                words.add(NormalText.of(word));
            }
            return String.join("|", words);
        }
    }
}
