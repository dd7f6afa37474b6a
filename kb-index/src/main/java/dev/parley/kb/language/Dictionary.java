package dev.parley.kb.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import morfologik.fsa.FSA;

/**
 * The words of a language in all their forms, from the dictionaries that the LanguageTool project publishes. People write as
 * they like: a word is found without its accents, and a noun without its capital. Thread-safe.
 *
 * <p>A dictionary is read at its first use and takes 0.5 to 2.6 MB of memory.
 */
public final class Dictionary {

    private static final String FOLDER = "/org/languagetool/resource/";
    private static final Map<String, Source> SOURCES = Map.of("de",
            new Source("de/german", StandardCharsets.UTF_8, '_'), "en",
            new Source("en/english", StandardCharsets.UTF_8, '+'), "es",
            new Source("es/es-ES", StandardCharsets.UTF_8, '_'),
            "fr", new Source("fr/french", StandardCharsets.UTF_8, '_'), "it",
            new Source("it/italian", Charset.forName("ISO-8859-15"), '_'), "pt",
            new Source("pt/portuguese", StandardCharsets.UTF_8, '_'));
    private static final Map<String, Dictionary> OPEN = new ConcurrentHashMap<>();
    /** What may be meant by a letter that is typed without its accent. */
    private static final Map<String, String> ACCENTED = Map.ofEntries(Map.entry("a", "àáâãäå"), Map.entry("c", "ç"),
            Map.entry("e", "èéêë"), Map.entry("i", "ìíîï"), Map.entry("n", "ñ"), Map.entry("o", "òóôõö"),
            Map.entry("u", "ùúûü"), Map.entry("ss", "ß"), Map.entry("ae", "äæ"), Map.entry("oe", "öœ"),
            Map.entry("ue", "ü"));

    private final FSA forms;
    private final Charset charset;
    private final byte separator;

    /** @param separator stands between a form and its lemma */
    private record Source(String path, Charset charset, char separator) {}

    private Dictionary(Source source) {
        this.charset = source.charset;
        this.separator = (byte) source.separator;
        try (InputStream file = Dictionary.class.getResourceAsStream(FOLDER + source.path + ".dict")) {
            if (file == null) {
                throw new IllegalStateException("the dictionary " + source.path + " is missing");
            }
            this.forms = FSA.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the dictionary " + source.path, e);
        }
    }

    /** The languages that there is a dictionary of, ISO 639-1. */
    public static Set<String> languages() {
        return SOURCES.keySet();
    }

    /** Whether a word, in lower case, is one of that language; false when there is no dictionary of it. */
    public static boolean has(String language, String word) {
        Source source = SOURCES.get(language);
        return source != null && OPEN.computeIfAbsent(language, key -> new Dictionary(source)).has(word);
    }

    private boolean has(String word) {
        return leads(word, 0, forms.getRootNode());
    }

    /** Whether the rest of the word leads from this node to the end of a form. */
    private boolean leads(String word, int at, int node) {
        if (at == word.length()) {
            return at > 0 && forms.getArc(node, separator) != 0;
        }
        for (int length = 1; length <= 2 && at + length <= word.length(); length++) {
            for (String meant : meanings(word.substring(at, at + length), at == 0)) {
                int next = follow(meant.getBytes(charset), node);
                if (next != 0 && leads(word, at + length, next)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> meanings(String typed, boolean isFirst) {
        List<String> meanings = new ArrayList<>();
        if (typed.length() == 1) {
            meanings.add(typed);
        }
        ACCENTED.getOrDefault(typed, "").chars().forEach(letter -> meanings.add(Character.toString(letter)));
        if (isFirst) {
            List.copyOf(meanings).forEach(letter -> meanings.add(letter.toUpperCase(Locale.ROOT)));
        }
        return meanings;
    }

    /** @return the node behind these labels; 0 when there is none */
    private int follow(byte[] labels, int from) {
        int node = from;
        for (byte label : labels) {
            int arc = forms.getArc(node, label);
            if (arc == 0 || forms.isArcTerminal(arc)) {
                return 0;
            }
            node = forms.getEndNode(arc);
        }
        return node;
    }
}
