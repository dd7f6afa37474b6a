package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Trains a {@link WordingHead} by Adagrad, one example at a time. Deterministic, on the calling thread. */
public final class WordingTrainer {

    /** Beyond this many articles of a language it would take more memory than it is worth: 32 MB. */
    static final int MAX_ARTICLES = 500;

    /** So many words, and so many runs of characters, are told apart. */
    private static final int TERMS = 8_000;
    private static final int ROUNDS = 20;
    private static final double STEP_SIZE = 0.3;
    private static final double L2 = 1e-5;
    /** An article this improbable does not learn from an example: saves most of the work. */
    private static final double NEGLIGIBLE = 1e-4;
    private static final long ORDER = 7;

    private WordingTrainer() {}

    /**
     * An article's own words.
     *
     * @param names title and example questions
     */
    public record Lesson(ArticleKey article, List<Terms> names) {}

    /**
     * @param lessons of all articles; languages are trained apart, and one that has too many articles is left out
     * @param cancelled asked between rounds; when true, training ends early with what it has
     */
    public static WordingHead train(List<Lesson> lessons, BooleanSupplier cancelled) {
        Map<String, List<Lesson>> byLanguage = new TreeMap<>();
        lessons.forEach(lesson -> byLanguage.computeIfAbsent(lesson.article().language(), language -> new ArrayList<>())
                .add(lesson));
        Map<String, WordingHead.Part> parts = new HashMap<>();
        byLanguage.forEach((language, its) -> {
            if (its.size() > 1 && its.size() <= MAX_ARTICLES) {
                List<List<Terms>> names = its.stream().map(Lesson::names).toList();
                Lexicon lexicon = Lexicon.of(names.stream().flatMap(List::stream).toList(), TERMS);
                parts.put(language, new WordingHead.Part(its.stream().map(Lesson::article).toList(), lexicon,
                        rows(names.stream().map(texts -> texts.stream().map(lexicon::bag).toList()).toList(),
                                lexicon.size(), ROUNDS, cancelled)));
            }
        });
        return new WordingHead(parts);
    }

    private record Example(Lexicon.Bag bag, int label) {}

    /**
     * @param bags by label
     * @param terms how many there are
     * @param rounds how often each is learned from
     * @return one row a term, with a weight for each label
     */
    static float[][] rows(List<List<Lexicon.Bag>> bags, int terms, int rounds, BooleanSupplier cancelled) {
        List<Example> examples = new ArrayList<>();
        for (int label = 0; label < bags.size(); label++) {
            for (Lexicon.Bag bag : bags.get(label)) {
                examples.add(new Example(bag, label));
            }
        }
        float[][] rows = new float[terms][bags.size()];
        float[][] squares = new float[terms][bags.size()];
        Random order = new Random(ORDER);
        for (int round = 0; round < rounds && !cancelled.getAsBoolean(); round++) {
            Collections.shuffle(examples, order);
            examples.forEach(example -> learn(example, rows, squares));
        }
        return rows;
    }

    private static void learn(Example example, float[][] rows, float[][] squares) {
        double[] errors = new double[rows[0].length];
        example.bag.addTo(errors, rows);
        Softmax.of(errors);
        errors[example.label] -= 1;
        int[] learning = IntStream.range(0, errors.length).filter(a -> Math.abs(errors[a]) > NEGLIGIBLE).toArray();
        for (int i = 0; i < example.bag.terms().length; i++) {
            float[] row = rows[example.bag.terms()[i]];
            float[] square = squares[example.bag.terms()[i]];
            float count = example.bag.counts()[i];
            for (int a : learning) {
                double gradient = errors[a] * count + L2 * row[a];
                square[a] += (float) (gradient * gradient);
                row[a] -= (float) (STEP_SIZE * gradient / (Math.sqrt(square[a]) + 1e-4));
            }
        }
    }
}
