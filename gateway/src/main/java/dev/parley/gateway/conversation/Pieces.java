package dev.parley.gateway.conversation;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a long text into pieces that a channel takes. Pure. */
final class Pieces {

    private Pieces() {}

    /**
     * Between paragraphs if that is possible, else between lines, sentences, words, and at worst between characters as
     * people see them; nothing but white space at the cuts is lost.
     *
     * @param max UTF-16 units in a piece, at least 1
     */
    static List<String> of(String text, int max) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.length() > max) {
            int cut = cut(rest, max);
            pieces.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        pieces.add(rest);
        return pieces.stream().filter(piece -> !piece.isBlank()).toList();
    }

    private static int cut(String text, int max) {
        for (String separator : List.of("\n\n", "\n", ". ", " ")) {
            int at = text.lastIndexOf(separator, max - separator.length());
            // A piece that is nearly empty is worse than a cut within a paragraph.
            if (at > max / 3) {
                return at + separator.length();
            }
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int at = characters.preceding(max + 1);
        // A character longer than a whole piece: at least no half of a pair.
        return at > 0 ? at : max - (Character.isHighSurrogate(text.charAt(max - 1)) ? 1 : 0);
    }
}
