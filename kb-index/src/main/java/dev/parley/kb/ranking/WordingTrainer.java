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
                parts.put(language, train(its, Lexicon.of(its.stream().flatMap(one -> one.names().stream()).toList()),
                        cancelled));
            }
        });
        return new WordingHead(parts);
    }

    private record Example(Lexicon.Bag bag, int article) {}

    private static WordingHead.Part train(List<Lesson> lessons, Lexicon lexicon, BooleanSupplier cancelled) {
        List<Example> examples = new ArrayList<>();
        for (int article = 0; article < lessons.size(); article++) {
            for (Terms name : lessons.get(article).names()) {
                examples.add(new Example(lexicon.bag(name), article));
            }
        }
        float[][] rows = new float[lexicon.size()][lessons.size()];
        float[][] squares = new float[lexicon.size()][lessons.size()];
        Random order = new Random(ORDER);
        for (int round = 0; round < ROUNDS && !cancelled.getAsBoolean(); round++) {
            Collections.shuffle(examples, order);
            examples.forEach(example -> learn(example, rows, squares));
        }
        return new WordingHead.Part(lessons.stream().map(Lesson::article).toList(), lexicon, rows);
    }

    private static void learn(Example example, float[][] rows, float[][] squares) {
        double[] errors = new double[rows[0].length];
        example.bag.addTo(errors, rows);
        Softmax.of(errors);
        errors[example.article] -= 1;
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
