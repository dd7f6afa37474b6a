package dev.parley.gateway.rules;

import dev.parley.gateway.rules.text.NormalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How upset an English message sounds, by the lexicon of VADER (Hutto and Gilbert, 2014): the valences of its words, turned
 * around after a negation, weighed up after "very" and its like. Thread-safe; the lexicon is read at the first use.
 */
public final class Mood {

    /** The only language that the lexicon is for: "die" is no sad word in German. */
    private static final String LANGUAGE = "en";
    /** As in VADER: maps sums to -1 … 1. */
    private static final double SPREAD = 15;
    private static final double TURNED = -0.74;
    private static final double STRONGER = 1.3;
    private static final int NEGATION_REACHES = 3;
    private static final Set<String> NEGATIONS = Set.of("not", "no", "never", "isnt", "dont", "doesnt", "didnt", "cant",
            "cannot", "wont", "wasnt", "arent", "werent", "hasnt", "havent", "without", "nothing", "neither", "nor");
    private static final Set<String> BOOSTERS = Set.of("very", "so", "really", "extremely", "absolutely", "completely",
            "totally", "utterly", "beyond", "too", "incredibly", "fucking", "bloody", "damn");

    private final Set<String> neutral;

    /** @param neutral words of the trade that say nothing of a mood, such as "broken" */
    Mood(List<String> neutral) {
        this.neutral = new HashSet<>(neutral.stream().map(NormalText::of).toList());
    }

    /**
     * @param language of the message, ISO 639-1
     * @return from -1, furious, to 1, delighted; 0 where the language is not English
     */
    public double of(String message, String language) {
        if (!language.equals(LANGUAGE)) {
            return 0;
        }
        List<String> words = NormalText.words(message);
        double sum = 0;
        for (int i = 0; i < words.size(); i++) {
            Double valence = valence(words.get(i));
            if (valence != null) {
                sum += valence * context(words.subList(Math.max(0, i - NEGATION_REACHES), i));
            }
        }
        return sum / Math.sqrt(sum * sum + SPREAD);
    }

    private @Nullable Double valence(String word) {
        return neutral.contains(word) || NEGATIONS.contains(word) ? null : Lexicon.VALENCES.get(word);
    }

    private static double context(List<String> before) {
        double factor = before.stream().anyMatch(NEGATIONS::contains) ? TURNED : 1;
        return !before.isEmpty() && BOOSTERS.contains(before.getLast()) ? factor * STRONGER : factor;
    }

    /** Loaded when the first message is weighed. */
    private static final class Lexicon {

        private static final Map<String, Double> VALENCES = read();

        private static Map<String, Double> read() {
            try (InputStream in = Mood.class.getResourceAsStream("/vader_sentiment_lexicon.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the lexicon is not on the class path");
                }
                Map<String, Double> valences = new HashMap<>();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] columns = line.split("\t", 3);
                    String word = NormalText.of(columns[0]);
                    // Emoticons and phrases are not words.
                    if (!word.isEmpty() && word.equals(columns[0].replace("'", ""))) {
                        valences.put(word, Double.valueOf(columns[1]));
                    }
                }
                return Map.copyOf(valences);
            } catch (IOException e) {
                throw new UncheckedIOException("the lexicon can't be read", e);
            }
        }
    }
}
