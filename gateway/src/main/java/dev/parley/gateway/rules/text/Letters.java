package dev.parley.gateway.rules.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Folds characters to the plain letters that a reader takes them for: accents, full-width and circled forms, small capitals,
 * and the look-alikes of other scripts (the skeletons of Unicode Technical Standard 39). Thread-safe.
 */
final class Letters {

    private static final SpoofChecker LOOKALIKES = new SpoofChecker.Builder().build();
    /** "LATIN SMALL LETTER O WITH STROKE", "LATIN LETTER SMALL CAPITAL Y", "LATIN SMALL LETTER TURNED E". */
    private static final Pattern LATIN_NAME = Pattern.compile(
            "LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |TURNED |REVERSED |OPEN |SCRIPT |DOTLESS )*([A-Z])(?: WITH .*)?");
    private static final Map<Integer, String> LIGATURES = Map.of(0xDF, "ss", 0x1E9E, "ss", 0xE6, "ae", 0xC6, "ae",
            0x153,
            "oe", 0x152, "oe", 0xFE, "th", 0xDE, "th");
    /** What stands for a whole alphabet, first letter each: negative circled, negative squared, regional indicators. */
    private static final int[] ALPHABETS = {0x1F150, 0x1F170, 0x1F1E6};
    private static final Map<String, String> BY_SKELETON = new ConcurrentHashMap<>();
    private static final Map<Integer, String> FOLDED = new ConcurrentHashMap<>();
    private static final String[] ASCII = IntStream.range(0, 0x80)
            .mapToObj(c -> Character.toString(Character.toLowerCase(c))).toArray(String[]::new);

    static {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            BY_SKELETON.putIfAbsent(LOOKALIKES.getSkeleton(String.valueOf(letter)), String.valueOf(letter));
        }
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            BY_SKELETON.putIfAbsent(LOOKALIKES.getSkeleton(String.valueOf(letter)),
                    String.valueOf(letter).toLowerCase(Locale.ROOT));
        }
    }

    private Letters() {}

    /** Whether nobody can see it. */
    static boolean isInvisible(int c) {
        if (c < 0x80) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /** @return lower-case letters and digits that it reads as; itself, in lower case, where it looks like no Latin letter */
    static String fold(int c) {
        if (c < 0x80) {
            return ASCII[c];
        }
        return FOLDED.computeIfAbsent(c, Letters::look);
    }

    private static String look(int c) {
        String ligature = LIGATURES.get(c);
        if (ligature != null) {
            return ligature;
        }
        for (int first : ALPHABETS) {
            if (c >= first && c < first + 26) {
                return Character.toString('a' + c - first);
            }
        }
        StringBuilder out = new StringBuilder();
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD).codePoints()
                .filter(part -> !isInvisible(part)).forEach(part -> out.append(lookOfPart(part)));
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static String lookOfPart(int c) {
        if (c < 0x80) {
            return Character.toString(c);
        }
        String name = Character.getName(c);
        Matcher latin = LATIN_NAME.matcher(name == null ? "" : name);
        if (latin.matches()) {
            return latin.group(1);
        }
        String itself = Character.toString(c);
        String alike = BY_SKELETON.get(LOOKALIKES.getSkeleton(itself));
        return alike != null ? alike : BY_SKELETON.getOrDefault(
                LOOKALIKES.getSkeleton(itself.toLowerCase(Locale.ROOT)), itself);
    }
}
