package dev.parley.gateway.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the brand speaks. Every text is held against it when the file is read, so that no text falls out of tone. Immutable.
 *
 * @param formality how customers are addressed in languages that tell the difference
 * @param warmth whether the parts in brackets are said, which is where customers are called by their names
 * @param longestText in characters, for texts, not for answers
 * @param emoji whether texts may have any
 */
record Tone(Formality formality, Warmth warmth, int longestText, boolean emoji) {

    /** How customers are addressed. */
    enum Formality {
        /** Sie, usted, vous. */
        FORMAL,
        /** Du, tú, tu. */
        INFORMAL
    }

    /** How much is said beyond what must be. */
    enum Warmth {
        /** The parts in brackets are said. */
        WARM,
        /** They are left out. */
        PLAIN
    }

    /** Words that address somebody as a friend; as written, in lower case. */
    private static final Map<String, Set<String>> FAMILIAR = Map.of(
            "de", Set.of("du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "euch", "euer"),
            "es", Set.of("tú", "te", "ti", "tu", "tus", "contigo", "vosotros", "os"),
            "fr", Set.of("tu", "te", "toi", "ton", "ta", "tes"),
            "it", Set.of("tu", "ti", "te", "tuo", "tua", "tuoi", "tue"),
            "pt", Set.of("tu", "te", "ti", "teu", "tua", "teus", "tuas", "contigo"));
    /** Words that address somebody with distance; as written, for in German only the capital tells. */
    private static final Map<String, Set<String>> DISTANT = Map.of(
            "de", Set.of("Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer"),
            "es", Set.of("usted", "ustedes", "Usted", "Ustedes"),
            "fr", Set.of("vous", "votre", "vos", "Vous", "Votre", "Vos"),
            "it", Set.of("Lei", "Suo", "Sua", "Suoi", "Sue"),
            "pt", Set.of("senhor", "senhora", "Senhor", "Senhora"));

    /** @throws IllegalArgumentException when the longest text is too short for any */
    Tone {
        if (longestText < 40) {
            throw new IllegalArgumentException("longestText must be at least 40 characters");
        }
    }

    /** That a text is too long, in a sentence. */
    Optional<String> lengthFault(String text) {
        return text.length() > longestText
                ? Optional.of("it has " + text.length() + " characters, and tone.longestText is " + longestText)
                : Optional.empty();
    }

    /** What else is out of tone in a text, each as a sentence. */
    List<String> faults(String language, String text) {
        List<String> faults = new ArrayList<>();
        if (!emoji && text.codePoints().anyMatch(Character::isEmojiPresentation)) {
            faults.add("it has an emoji, and tone.emoji is false");
        }
        List<String> wrong = formality == Formality.FORMAL
                ? said(words(text.toLowerCase(Locale.ROOT)), FAMILIAR.getOrDefault(language, Set.of()))
                : said(words(text), DISTANT.getOrDefault(language, Set.of()));
        wrong.forEach(word -> faults.add("it says '" + word + "', and tone.formality is "
                + formality.name().toLowerCase(Locale.ROOT)));
        return faults;
    }

    private static List<String> said(List<String> words, Set<String> wrong) {
        return words.stream().filter(wrong::contains).limit(1).toList();
    }

    /** The words of a text in lower case. */
    static List<String> wordsOf(String text) {
        return words(text.toLowerCase(Locale.ROOT));
    }

    /** Whether words stand in a text, one after the other. */
    static boolean says(List<String> text, String words) {
        return Collections.indexOfSubList(text, wordsOf(words)) >= 0;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}']+", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
