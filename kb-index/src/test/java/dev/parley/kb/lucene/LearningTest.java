package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.training.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningTest {

    private static final List<Labelled> WRITTEN = labels(60, "written", false);

    @TempDir
    Path folder;

    private final AtomicInteger embedded = new AtomicInteger();
    private final List<Article> articles = List.of(new Article(new ArticleKey("returns", "en"), "Return an item",
            "general", List.of(), "Put it in the box.", null, null, null, null, Audience.PUBLIC));

    @Test
    void noVectorOfACustomersWordsIsKeptOnDisk() throws IOException {
        long without = learnAndMeasure(WRITTEN);
        List<Labelled> both = new ArrayList<>(WRITTEN);
        both.addAll(labels(20, "typed", true));
        assertEquals(without, learnAndMeasure(both));
        both.addAll(labels(80, "written", false).subList(60, 80));
        assertTrue(learnAndMeasure(both) > without, "what was written for it is");
    }

    @Test
    void whatIsLearnedFromAgainIsNotEmbeddedAgain() throws IOException {
        try (Voices voices = new Voices(List.of(new Counting()), folder);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            base.change(articles, List.of(), Progress.SILENT);
            Learning learning = new Learning(voices);
            List<Labelled> labels = labels(60, "typed", true);
            learning.learn(base, articles, labels, () -> false);
            int before = embedded.get();
            learning.learn(base, articles, labels, () -> false);
            assertEquals(before, embedded.get());
        }
    }

    private long learnAndMeasure(List<Labelled> labels) throws IOException {
        try (Voices voices = new Voices(List.of(new Counting()), folder);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            base.change(articles, List.of(), Progress.SILENT);
            new Learning(voices).learn(base, articles, labels, () -> false);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
        }
    }

    private static List<Labelled> labels(int count, String word, boolean areCustomers) {
        return IntStream.range(0, count).mapToObj(i -> new Labelled(
                new Question(word + " question number " + i, "en"), Set.of("returns"), areCustomers)).toList();
    }

    /** By the letters of a text. */
    private final class Counting implements Embedding {

        @Override
        public String name() {
            return "letters";
        }

        @Override
        public float[] embedQuestion(String text) {
            embedded.incrementAndGet();
            float[] vector = new float[dimensions()];
            text.chars().forEach(letter -> vector[letter % vector.length]++);
            double length = Math.sqrt(IntStream.range(0, vector.length).mapToDouble(i -> vector[i] * vector[i]).sum());
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) length;
            }
            return vector;
        }

        @Override
        public int dimensions() {
            return 32;
        }

        @Override
        public void close() {}
    }
}
