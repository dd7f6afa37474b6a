package dev.parley.gateway.rules;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as the rules see it: lower case, compatibility forms folded, accents and invisible characters dropped, words
 * separated by one space, apostrophes closed up. Pure.
 */
final class NormalText {

    /** A rule's topic is in the first pages of any message; the cap bounds the cost of a hostile one. */
    static final int MAX_CHARACTERS = 8_192;

    private NormalText() {}

    /** @return words of letters and digits, one space between them, none at the ends */
    static String of(String text) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String folded = Normalizer.normalize(bounded, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(folded.length());
        folded.codePoints().forEach(c -> append(out, c));
        int end = out.length();
        return out.substring(0, end > 0 && out.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    private static void append(StringBuilder out, int c) {
        int type = Character.getType(c);
        boolean invisible = type == Character.FORMAT || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        if (invisible || c == '\'' || c == '\u2019' || c == '\u2018' || c == '`') {
            return;
        }
        if (Character.isLetterOrDigit(c)) {
            out.appendCodePoint(c);
        } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }
}
