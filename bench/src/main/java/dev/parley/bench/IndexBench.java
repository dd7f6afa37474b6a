package dev.parley.bench;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.embedding.Vectors;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.source.ArticleFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a search costs by the size of the knowledge base, with and without the models. */
public final class IndexBench {

    private static final int QUESTIONS = 300;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int DIMENSIONS = 384;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private IndexBench() {}

    /** @param arguments the sample articles' folder */
    public static void main(String[] arguments) throws IOException {
        List<Article> sample = new ArticleFolder(Path.of(arguments[0]), "en").read().articles();
        List<String> questions = sample.stream().filter(article -> article.key().language().equals("en"))
                .flatMap(article -> article.questions().stream()).limit(QUESTIONS).toList();
        try (Voices none = new Voices(Embeddings.none(), null); LuceneKnowledgeBase words = filled(none, sample)) {
            System.out.printf(Locale.ROOT, "sample articles, words alone: p50 %.2f ms CPU a question%n",
                    median(words, questions));
        }
        try (Voices both = new Voices(Embeddings.bundled(), Path.of("bench/target/embeddings"));
                LuceneKnowledgeBase models = filled(both, sample)) {
            System.out.printf(Locale.ROOT, "sample articles, both models: p50 %.2f ms CPU a question%n",
                    median(models, questions));
        }
        double ten = synthetic(10_000);
        double hundred = synthetic(100_000);
        System.out.printf(Locale.ROOT, "100,000 against 10,000 articles: %.2f times%n", hundred / ten);
        System.exit(0);
    }

    private static LuceneKnowledgeBase filled(Voices voices, List<Article> articles) {
        LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices);
        base.change(articles, List.of(), Progress.SILENT);
        return base;
    }

    /** Seeded random words and vectors, on disk. */
    private static double synthetic(int count) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("bench/target"), "synthetic");
        Random random = new Random(7);
        List<Article> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            articles.add(new Article(new ArticleKey("a" + i, "en"), words(random, 6), "x", List.of(), words(random, 60),
                    null, null, null, null, Audience.PUBLIC));
        }
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(words(random, 8));
        }
        try (Voices voices = new Voices(List.of(new Synthetic()), null)) {
            IndexFolder.Generation generation = new IndexFolder(folder, voices).begin();
            long started = System.nanoTime();
            generation.base().change(articles, List.of(), Progress.SILENT);
            double seconds = (System.nanoTime() - started) / 1e9;
            double median = median(generation.base(), questions);
            System.out.printf(Locale.ROOT, "%,d synthetic articles: indexed in %.1f s, p50 %.2f ms CPU a question%n",
                    count,
                    seconds, median);
            generation.base().close();
            return median;
        }
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // Few words are common and many are rare, as in any language.
            text.append("w").append((int) Math.pow(30_000, random.nextDouble())).append(' ');
        }
        return text.toString();
    }

    private static double median(LuceneKnowledgeBase base, List<String> questions) {
        double[] millis = new double[questions.size()];
        for (int round = 0; round <= WARM_UP_ROUNDS; round++) {
            for (int i = 0; i < questions.size(); i++) {
                long before = THREADS.getCurrentThreadCpuTime();
                base.search(new Question(questions.get(i), "en"), 3);
                millis[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    /** A vector from the text's words, so that texts with common words are alike. */
    private static final class Synthetic implements Embedding {

        @Override
        public String name() {
            return "synthetic";
        }

        @Override
        public float[] embedQuestion(String text) {
            float[] vector = new float[DIMENSIONS];
            for (String word : text.split("\\s+")) {
                Random random = new Random(word.hashCode());
                for (int i = 0; i < DIMENSIONS; i++) {
                    vector[i] += (float) random.nextGaussian();
                }
            }
            return Vectors.unit(vector);
        }

        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
