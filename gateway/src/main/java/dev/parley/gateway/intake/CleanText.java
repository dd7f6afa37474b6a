package dev.parley.gateway.intake;

/** Makes text storable: in every database, and without what must not be kept. Pure. */
final class CleanText {

    private static final int REPLACEMENT = 0xFFFD;

    private CleanText() {}

    /**
     * Replaces what no database takes, NUL and lone surrogates, by U+FFFD, and hides numbers of payment cards; everything else
     * stays as typed.
     */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(out::appendCodePoint);
        return CardNumbers.hide(out.toString());
    }
}
