package dev.parley.kb.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A multinomial logistic regression on words and runs of characters: which label's examples is a text worded like? Needs no
 * embedding, and takes texts of several languages together. Immutable and thread-safe.
 */
public final class TextClassifier {

    /** So many words, and so many runs of characters, are told apart. */
    private static final int TERMS = 60_000;
    /** More change little: the weights of what is told apart already hardly move. */
    private static final int ROUNDS = 5;

    private final List<String> labels;
    private final Lexicon lexicon;
    private final float[][] rows;

    private TextClassifier(List<String> labels, Lexicon lexicon, float[][] rows) {
        this.labels = labels;
        this.lexicon = lexicon;
        this.rows = rows;
    }

    /** A text of a known label. */
    public record Example(String label, Terms text) {}

    /** Learns from all examples, in any order. Deterministic, on the calling thread. */
    public static TextClassifier train(List<Example> examples) {
        Lexicon lexicon = Lexicon.of(examples.stream().map(Example::text).toList(), TERMS);
        Map<String, List<Lexicon.Bag>> byLabel = new TreeMap<>();
        examples.forEach(example -> byLabel.computeIfAbsent(example.label(), label -> new ArrayList<>())
                .add(bag(example.text(), lexicon)));
        return new TextClassifier(List.copyOf(byLabel.keySet()), lexicon,
                WordingTrainer.rows(List.copyOf(byLabel.values()), lexicon.size() + 1, ROUNDS, () -> false));
    }

    /** With a last term that all texts have: how frequent each label is. */
    private static Lexicon.Bag bag(Terms text, Lexicon lexicon) {
        Lexicon.Bag bag = lexicon.bag(text);
        int[] terms = Arrays.copyOf(bag.terms(), bag.terms().length + 1);
        float[] counts = Arrays.copyOf(bag.counts(), terms.length);
        terms[terms.length - 1] = lexicon.size();
        counts[terms.length - 1] = 1;
        return new Lexicon.Bag(terms, counts);
    }

    /** How probable each label is, from 0 to 1; together 1. Empty when there was no example. */
    public Map<String, Double> probabilities(Terms text) {
        if (labels.isEmpty()) {
            return Map.of();
        }
        double[] logits = new double[labels.size()];
        bag(text, lexicon).addTo(logits, rows);
        double[] probabilities = Softmax.of(logits);
        Map<String, Double> byLabel = new HashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            byLabel.put(labels.get(i), probabilities[i]);
        }
        return byLabel;
    }

    /** The words that speak most for one label rather than the other, the most telling first. */
    public List<String> listTelling(Terms text, String label, String other, int limit) {
        int one = labels.indexOf(label);
        int two = labels.indexOf(other);
        record Told(String word, double weight) {}
        List<Told> telling = new ArrayList<>();
        for (String word : text.words()) {
            Integer number = lexicon.words().get(word);
            if (number != null && rows[number][one] > rows[number][two]) {
                telling.add(new Told(word, (rows[number][one] - rows[number][two]) * lexicon.rarity()[number]));
            }
        }
        return telling.stream().sorted(Comparator.comparingDouble(Told::weight).reversed()).limit(limit)
                .map(Told::word).toList();
    }
}
