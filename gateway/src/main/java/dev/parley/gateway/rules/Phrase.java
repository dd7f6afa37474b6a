package dev.parley.gateway.rules;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A phrase of a rule: words in this order. {@code word*} stands for any ending, {@code a|b*} for either word, {@code ..}
 * for up to four words between. Pure.
 */
final class Phrase {

    /** Wide enough for "charged me the wrong amount twice", narrow enough to stay within one sentence. */
    private static final String GAP = "(?: [^ ]+){0,4}";
    private static final java.util.regex.Pattern WORDS = java.util.regex.Pattern
            .compile("[\\p{L}\\p{N}]+\\*?(\\|[\\p{L}\\p{N}]+\\*?)*");

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
            if (!WORDS.matcher(token).matches()) {
                throw new IllegalArgumentException("'" + token + "' in the phrase '" + phrase
                        + "' is no plain word; write words without punctuation, word*, a|b or ..");
            }
            parts.add((parts.isEmpty() ? "" : (gap ? GAP : "") + " ") + anyOf(token));
            gap = false;
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a phrase is empty");
        }
        return Pattern.compile("(?:^| )" + String.join("", parts) + "(?: |$)");
    }

    /** Words are normalised like the text they are compared with. */
    private static String anyOf(String token) {
        List<String> words = new ArrayList<>();
        for (String word : token.split("\\|")) {
            boolean open = word.endsWith("*");
            words.add(NormalText.of(open ? word.substring(0, word.length() - 1) : word) + (open ? "[^ ]*" : ""));
        }
        return "(?:" + String.join("|", words) + ")";
    }
}
