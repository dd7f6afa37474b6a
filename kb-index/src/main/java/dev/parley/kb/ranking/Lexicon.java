package dev.parley.kb.ranking;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The terms that a {@link WordingHead} or a {@link TextClassifier} knows, with how rare each is. Immutable.
 *
 * @param words number of each word
 * @param grams number of each run of characters; the numbers go on after those of the words
 * @param rarity by number, as the inverse document frequency
 */
record Lexicon(Map<String, Integer> words, Map<String, Integer> grams, float[] rarity) {

    /** Texts as a lexicon sees them: numbers of terms and what each counts; words and grams have the length 1 each. */
    record Bag(int[] terms, float[] counts) {

        /** Adds each term's row, times its count. */
        void addTo(double[] logits, float[][] rows) {
            for (int i = 0; i < terms.length; i++) {
                float[] row = rows[terms[i]];
                for (int a = 0; a < logits.length; a++) {
                    logits[a] += row[a] * counts[i];
                }
            }
        }
    }

    /** @param most so many words, and so many runs of characters, are told apart: the most frequent */
    static Lexicon of(List<Terms> texts, int most) {
        Map<String, Integer> words = new HashMap<>();
        Map<String, Integer> grams = new HashMap<>();
        for (Terms text : texts) {
            text.words().forEach(term -> words.merge(term, 1, Integer::sum));
            text.grams().forEach(term -> grams.merge(term, 1, Integer::sum));
        }
        List<Map.Entry<String, Integer>> keptWords = mostFrequent(words, most);
        List<Map.Entry<String, Integer>> keptGrams = mostFrequent(grams, most);
        float[] rarity = new float[keptWords.size() + keptGrams.size()];
        Map<String, Integer> wordNumbers = HashMap.newHashMap(keptWords.size());
        Map<String, Integer> gramNumbers = HashMap.newHashMap(keptGrams.size());
        keptWords.forEach(term -> wordNumbers.put(term.getKey(), wordNumbers.size()));
        keptGrams.forEach(term -> gramNumbers.put(term.getKey(), keptWords.size() + gramNumbers.size()));
        int number = 0;
        for (Map.Entry<String, Integer> term : Stream.concat(keptWords.stream(), keptGrams.stream()).toList()) {
            rarity[number++] = (float) Math.log((texts.size() + 1.0) / (term.getValue() + 0.5));
        }
        return new Lexicon(wordNumbers, gramNumbers, rarity);
    }

    private static List<Map.Entry<String, Integer>> mostFrequent(Map<String, Integer> frequencies, int most) {
        return frequencies.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> term) -> -term.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(most).toList();
    }

    int size() {
        return rarity.length;
    }

    Bag bag(Terms text) {
        int[] known = Stream.concat(text.words().stream().map(words::get), text.grams().stream().map(grams::get))
                .filter(number -> number != null).mapToInt(Integer::intValue).toArray();
        float[] counts = new float[known.length];
        double wordLength = 1e-9;
        double gramLength = 1e-9;
        for (int number : known) {
            double square = rarity[number] * rarity[number];
            wordLength += number < words.size() ? square : 0;
            gramLength += number < words.size() ? 0 : square;
        }
        for (int i = 0; i < known.length; i++) {
            counts[i] = (float) (rarity[known[i]] / Math.sqrt(known[i] < words.size() ? wordLength : gramLength));
        }
        return new Bag(known, counts);
    }

    void write(DataOutputStream out) throws IOException {
        write(words, out);
        write(grams, out);
        for (float one : rarity) {
            out.writeFloat(one);
        }
    }

    private static void write(Map<String, Integer> numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.size());
        for (Map.Entry<String, Integer> term : numbers.entrySet()) {
            out.writeUTF(term.getKey());
            out.writeInt(term.getValue());
        }
    }

    static Lexicon read(DataInputStream in) throws IOException {
        Map<String, Integer> words = readNumbers(in);
        Map<String, Integer> grams = readNumbers(in);
        float[] rarity = new float[words.size() + grams.size()];
        for (int i = 0; i < rarity.length; i++) {
            rarity[i] = in.readFloat();
        }
        return new Lexicon(words, grams, rarity);
    }

    private static Map<String, Integer> readNumbers(DataInputStream in) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.put(in.readUTF(), in.readInt());
        }
        return numbers;
    }
}
