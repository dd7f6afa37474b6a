package dev.parley.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Progress;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.source.ArticleFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;

/** What the models and a reindex of 10,000 articles cost: memory, and time against the bare models and IndexWriter. */
public final class ReindexBench {

    private static final int ARTICLES = 10_000;
    /** Ours and the floor take turns after so many, so that a slow moment of the machine hits both. */
    private static final int TURN = 500;
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private ReindexBench() {}

    /** @param arguments a folder that is filled; deleted by the caller */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long before = resident();
        List<Embedding> models = Embeddings.bundled();
        for (int i = 0; i < 200; i++) {
            int number = i;
            models.forEach(model -> model.embedQuestion("where is my parcel number " + number));
        }
        System.gc();
        System.out.printf(Locale.ROOT, "both models add %d MB of resident memory%n", (resident() - before) >> 20);
        List<Article> articles = write(folder.resolve("kb"));
        compareWithFloor(folder, models, articles);
        unchanged(folder);
        System.exit(0);
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElseThrow();
    }

    /** Each title is one that no other has, so that nothing is remembered from another article. */
    private static List<Article> write(Path kb) throws IOException {
        Files.createDirectories(kb);
        Random random = new Random(7);
        List<String> words = List.of("parcel", "refund", "sofa", "garden", "delivery", "card", "order", "label", "lamp",
                "return", "account", "voucher", "driver", "colour", "invoice", "address", "window", "table", "gift");
        List<Article> articles = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder body = new StringBuilder();
            for (int w = 0; w < 40; w++) {
                body.append(words.get(random.nextInt(words.size()))).append(w % 10 == 9 ? ". " : " ");
            }
            String title = "How to handle case " + i + " of a " + words.get(random.nextInt(words.size()));
            Files.writeString(kb.resolve("a" + i + ".md"), "---\ntitle: " + title + "\ncategory: x\n---\n" + body);
            articles.add(new Article(new ArticleKey("a" + i, "en"), title, "x", List.of(), body.toString().strip(),
                    null, null, null, null, Audience.PUBLIC));
        }
        return articles;
    }

    private static void compareWithFloor(Path folder, List<Embedding> models, List<Article> articles)
            throws IOException {
        IndexFolder.Generation ours = new IndexFolder(folder.resolve("index"), new Voices(models, null)).begin();
        double[] cpu = new double[2];
        double[] wall = new double[2];
        try (IndexWriter floor = new IndexWriter(FSDirectory.open(folder.resolve("floor")),
                new IndexWriterConfig(new StandardAnalyzer()))) {
            for (int from = 0; from < ARTICLES; from += TURN) {
                List<Article> turn = articles.subList(from, from + TURN);
                clock(cpu, wall, 0, () -> ours.base().change(turn, List.of(), Progress.SILENT));
                clock(cpu, wall, 1, () -> writeBare(floor, models, turn));
            }
        }
        System.out.printf(Locale.ROOT,
                "%,d new articles: %.0f/s; the bare models and IndexWriter %.0f/s; ratio %.2f (CPU %.2f)%n", ARTICLES,
                ARTICLES / wall[0], ARTICLES / wall[1], wall[1] / wall[0], cpu[1] / cpu[0]);
        ours.base().close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void clock(double[] cpu, double[] wall, int which, Work work) throws IOException {
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long wallBefore = System.nanoTime();
        work.run();
        cpu[which] += (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9;
        wall[which] += (System.nanoTime() - wallBefore) / 1e9;
    }

    /** The floor: the same texts through the same models on all cores, one document a vector, committed once a turn. */
    private static void writeBare(IndexWriter writer, List<Embedding> models, List<Article> articles)
            throws IOException {
        articles.parallelStream().map(article -> {
            List<Document> documents = new ArrayList<>();
            for (boolean isTitle : new boolean[]{true, false}) {
                Document document = new Document();
                for (int m = 0; m < models.size(); m++) {
                    float[] vector = isTitle
                            ? models.get(m).embedQuestion(article.title())
                            : models.get(m).embedPassage(article.title() + "\n" + article.body());
                    document.add(new KnnFloatVectorField("v" + m, vector, VectorSimilarityFunction.DOT_PRODUCT));
                }
                document.add(new TextField("text", isTitle ? article.title() : article.body(), Field.Store.YES));
                documents.add(document);
            }
            return documents;
        }).toList().forEach(documents -> {
            try {
                writer.addDocuments(documents);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.commit();
    }

    /** Reads the folder and finds that nothing changed: all that a reindex does then. */
    private static void unchanged(Path folder) throws IOException {
        try (Voices none = new Voices(Embeddings.none(), null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(none)) {
            base.change(new ArticleFolder(folder.resolve("kb"), "en").read().articles(), List.of(), Progress.SILENT);
            long started = System.nanoTime();
            Map<ArticleKey, String> indexed = base.revisions();
            long changed = new ArticleFolder(folder.resolve("kb"), "en").read().articles().stream()
                    .filter(article -> !article.hash().equals(indexed.get(article.key()))).count();
            System.out.printf(Locale.ROOT, "%,d unchanged articles, %d of them taken for changed: %.1f s%n", ARTICLES,
                    changed, (System.nanoTime() - started) / 1e9);
        }
    }
}
