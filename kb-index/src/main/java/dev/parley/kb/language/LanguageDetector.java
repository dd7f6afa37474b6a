package dev.parley.kb.language;

import dev.parley.kb.KnowledgeBase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells in which language a customer writes. Thread-safe.
 *
 * <p>Where one dictionary has nearly all words of a text, and more than any other, that is its language. What no dictionary tells
 * stays, when it is short, in the language of its conversation unless the articles of another language use more of its words
 * ("order status" is as good German as English); when it is longer, it is put to OpenNLP's detector, whose verdict must be
 * clear. A language without articles counts, too: whoever writes French is not to be answered in Spanish because that is more
 * like French than English is.
 */
public final class LanguageDetector {

    /** What is assumed where nothing else is said. */
    public static final String ENGLISH = "en";

    /**
     * Of a text's words so many must be in a dictionary, and so many more than in that of the conversation's language. Measured on
     * 8,219 English questions: none is taken for another language. Of 6,264 sentences of the other five languages, 200 of them of
     * three words and fewer, an English conversation goes over to the right one for 92 %, and to a wrong one for 3.
     */
    private static final double MOST_OF_ITS_WORDS = 0.8;
    private static final double SO_MANY_MORE = 0.3;
    /** Such a word is in too many dictionaries to tell anything alone; in other scripts few characters say much. */
    private static final Pattern FEW_LETTERS = Pattern.compile("\\p{IsLatin}{1,3}");
    /** Whose courtesy a word is, of those that no other language has. */
    private static final Map<String, String> COURTESIES = Stream
            .of("de: hallo moin servus danke tschüss tschüß tschuess bitte",
                    "es: hola gracias adiós adios buenas", "fr: bonjour bonsoir salut coucou merci svp",
                    "it: ciao grazie buongiorno buonasera prego",
                    "pt: olá oi obrigado obrigada tchau")
            .map(line -> line.split(": "))
            .flatMap(line -> Arrays.stream(line[1].split(" ")).map(word -> Map.entry(word, line[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final String MODEL = "/langdetect-183.bin";
    private static final int SHORT = 3;
    /** So many words that are all in a language's dictionary are not another's. */
    private static final int LONG = 6;
    private static final Pattern INVERTED = Pattern.compile("[¿¡]");
    /**
     * So many times more probable than every other one a language must be. Measured on 7,003 English questions, the articles
     * being English, German and Spanish: none is taken for another language (45 at 1.05, 3 at 1.2); of 397 Italian ones 366
     * are told (391, 379).
     */
    private static final double CLEARLY = 1.3;
    /** Of a text's words so many more must be known than in the conversation's language to do without the detector. */
    private static final double MOST_WORDS = 0.5;
    private static final int MAX_CHARACTERS = 600;
    /** Of the 103 that the detector knows: the others are taken for one of these more often than they are written. */
    private static final Set<String> WRITTEN = Set.of("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et",
            "fa", "fi", "fr", "hi", "hu", "hy", "id", "it", "ja", "ko", "lt", "lv", "ne", "nl", "no",
            "pl", "pt", "ro", "ru", "sr", "sv", "ta", "te", "th", "tr", "uk", "zh");

    /**
     * @param text as typed
     * @param current the language of the conversation so far
     * @param base whose words tell short texts apart; where it has one language, the conversation's, nothing is to be told
     */
    public String detect(String text, String current, KnowledgeBase base) {
        Set<String> languages = base.languages();
        if (languages.isEmpty() || languages.size() == 1 && languages.contains(current)) {
            return current;
        }
        Optional<String> byDictionary = byDictionary(text, current, languages);
        if (byDictionary.isPresent()) {
            return byDictionary.get();
        }
        Map<String, Integer> known = base.countKnownWords(text, languages);
        String byWords = current;
        for (String language : languages) {
            if (known.getOrDefault(language, 0) > known.getOrDefault(byWords, 0)) {
                byWords = language;
            }
        }
        int words = text.strip().split("\\s+").length;
        if (words <= SHORT && isRather(current, byWords, text) || words == 1 && Dictionary.has(current, text.strip())) {
            return current;
        }
        int ahead = known.getOrDefault(byWords, 0) - known.getOrDefault(current, 0);
        return words <= SHORT || ahead > words * MOST_WORDS
                ? byWords
                : bokmal(byDetector(text, current, languages, byWords), languages);
    }

    /** As {@link #detect(String, String, KnowledgeBase)} where no articles are at hand: a short text stays what it is. */
    public String detect(String text, String current) {
        return byDictionary(text, current, Set.of(current)).orElseGet(() -> text.strip().split("\\s+").length <= SHORT
                ? current
                : byDetector(text, current, Set.of(current), current));
    }

    /** The language whose dictionary has the words of a text, the conversation's or one that is clearly another. */
    private static Optional<String> byDictionary(String text, String current, Set<String> languages) {
        if (INVERTED.matcher(text).find()) {
            return Optional.of("es");
        }
        // "I'm", "l'article": a letter alone is a word of nearly any language.
        List<String> words = words(text).stream().filter(word -> word.length() > 1).toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> byCourtesy = byCourtesy(words, current);
        // "Ciao" and "merci" are said in German, too; "ok" everywhere.
        boolean isAnyones = !current.equals(ENGLISH) && COURTESIES.keySet().containsAll(words)
                || words.size() == 1 && FEW_LETTERS.matcher(words.getFirst()).matches();
        if (byCourtesy.isPresent() || isAnyones) {
            return byCourtesy.or(() -> Optional.of(current));
        }
        if (words.size() > LONG && words.stream().allMatch(word -> Dictionary.has(current, word))) {
            return Optional.of(current);
        }
        Map<String, Long> known = Dictionary.languages().stream().collect(Collectors.toMap(language -> language,
                language -> words.stream().filter(word -> Dictionary.has(language, word)).count()));
        long most = Collections.max(known.values());
        List<String> best = known.entrySet().stream().filter(language -> language.getValue() == most)
                .map(Map.Entry::getKey).toList();
        boolean isTold = most >= MOST_OF_ITS_WORDS * words.size()
                && (best.equals(List.of(current))
                        || most - known.getOrDefault(current, 0L) >= SO_MANY_MORE * words.size());
        if (!isTold || best.size() == 1) {
            return isTold ? Optional.of(best.getFirst()) : Optional.empty();
        }
        // Spanish or Portuguese: rather what there are articles in.
        Map<String, Double> chances = chances(text);
        return best.stream().max(Comparator.comparingDouble(language -> chances.getOrDefault(language, 0.0)
                * (languages.contains(language) ? CLEARLY : 1)));
    }

    /** English dictionaries have the courtesies of others, too. */
    private static Optional<String> byCourtesy(List<String> words, String current) {
        Set<String> languages = words.stream().map(COURTESIES::get).filter(language -> language != null)
                .collect(Collectors.toSet());
        return current.equals(ENGLISH) && words.size() <= SHORT && languages.size() == 1
                ? Optional.of(languages.iterator().next())
                : Optional.empty();
    }

    /** "I wanna die" is English, although German articles have a word "die" and English ones have not. */
    private static boolean isRather(String current, String language, String text) {
        Set<String> listed = Dictionary.languages();
        return listed.contains(language) && listed.contains(current)
                && countWords(text, current) > countWords(text, language);
    }

    private static long countWords(String text, String language) {
        return words(text).stream().filter(word -> Dictionary.has(language, word)).count();
    }

    private static List<String> words(String text) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        return Arrays.stream(bounded.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")).filter(word -> !word.isEmpty())
                .toList();
    }

    /** The detector says Norwegian; articles may be in what most Norwegians write, by its own code. */
    private static String bokmal(String language, Set<String> languages) {
        return language.equals("no") && !languages.contains("no") && languages.contains("nb") ? "nb" : language;
    }

    private String byDetector(String text, String current, Set<String> languages, String byWords) {
        Map<String, Double> chances = chances(text);
        String best = current;
        double likeliest = chances.getOrDefault(current, 0.0);
        for (String language : languages) {
            double chance = chances.getOrDefault(language, 0.0);
            double before = chances.getOrDefault(best, 0.0);
            // Two witnesses are enough without being clear.
            if (chance > CLEARLY * before || language.equals(byWords) && chance > before) {
                best = language;
            }
            likeliest = Math.max(likeliest, chance);
        }
        double least = CLEARLY * likeliest;
        return chances.entrySet().stream()
                .filter(chance -> WRITTEN.contains(chance.getKey()) && chance.getValue() > least)
                .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(best);
    }

    private static Map<String, Double> chances(String text) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        Map<String, Double> chances = new HashMap<>();
        // The detector itself is not safe for several threads; its model is.
        for (Language language : new LanguageDetectorME(Model.LOADED).predictLanguages(bounded)) {
            chances.merge(twoLetters(language.getLang()), language.getConfidence(), Math::max);
        }
        return chances;
    }

    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private static Map<String, String> twoLetters() {
        Map<String, String> codes = new HashMap<>();
        for (String two : Locale.getISOLanguages()) {
            codes.put(Locale.of(two).getISO3Language(), two);
        }
        // Macro languages that the detector names by one of their members.
        codes.put("cmn", "zh");
        codes.put("nob", "no");
        codes.put("pes", "fa");
        codes.put("ekk", "et");
        codes.put("lvs", "lv");
        return codes;
    }

    private static String twoLetters(String three) {
        return TWO_LETTERS.getOrDefault(three, three);
    }

    /** Loaded when it is first needed: about 0.3 s and 36 MB. */
    private static final class Model {

        static final LanguageDetectorModel LOADED = load();
    }

    private static LanguageDetectorModel load() {
        try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + MODEL);
            }
            return new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the language model", e);
        }
    }
}
