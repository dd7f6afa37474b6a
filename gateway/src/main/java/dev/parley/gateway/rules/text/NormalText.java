package dev.parley.gateway.rules.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as the rules see it: lower case, letters folded to what they look like, invisible characters dropped, words of
 * letters and digits, apostrophes closed up. Pure.
 */
public final class NormalText {

    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;
    private static final int END_OF_OVERRIDE = 0x202C;

    private NormalText() {}

    /** @return words of letters and digits, one space between them, none at the ends */
    public static String of(String text) {
        return String.join(" ", words(text));
    }

    /** The words of a text, in order. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < text.length();) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isSilent(c)) {
                continue;
            }
            String folded = Letters.fold(c);
            if (isWord(folded)) {
                word.append(folded);
            } else {
                endWord(word, words);
            }
        }
        endWord(word, words);
        return words;
    }

    private static boolean isWord(String folded) {
        if (folded.length() == 1) {
            return Character.isLetterOrDigit(folded.charAt(0));
        }
        return !folded.isEmpty() && folded.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private static void endWord(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Neither a letter nor a gap between words. */
    static boolean isSilent(int c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u00B4' || Letters.isInvisible(c);
    }

    /** What a reader sees where the writing direction was overridden; the text itself where it was not. */
    static String asDisplayed(String text) {
        if (text.indexOf(RIGHT_TO_LEFT_OVERRIDE) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        StringBuilder reversed = null;
        for (int c : text.codePoints().toArray()) {
            if (c == RIGHT_TO_LEFT_OVERRIDE || c == END_OF_OVERRIDE) {
                out.append(reversed == null ? "" : reversed);
                reversed = c == RIGHT_TO_LEFT_OVERRIDE ? new StringBuilder() : null;
            } else if (reversed == null) {
                out.appendCodePoint(c);
            } else {
                reversed.insert(0, Character.toString(c));
            }
        }
        return out.append(reversed == null ? "" : reversed).toString();
    }
}
