package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.TestServer;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import dev.parley.kb.Article;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.DamagedIndexException;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {

    private static final Labelled FIRST = new Labelled(new Question("Where is it?", "en"), Set.of());

    @TempDir
    Path folder;

    private final Voices voices = new Voices(List.of(new FullDisk()), null);
    private final Learning learning = new Learning(voices);
    private final List<Labelled> judgements = new CopyOnWriteArrayList<>(List.of(FIRST));
    private final List<String> damage = new CopyOnWriteArrayList<>();
    private boolean failing;
    private List<Article> approved = List.of();
    private final AtomicReference<Runnable> whileRead = new AtomicReference<>(() -> {});

    @Test
    void aGenerationLearnsWhateverIsJudgedMeanwhile() throws IOException {
        List<Article> articles = files().folder().read().articles().subList(0, 12);
        try (IndexKeeper keeper = keeper(articles)) {
            whileRead.set(keeper::learnLater);
            IndexFolder.Generation next = keeper.build(articles, Progress.SILENT);
            whileRead.set(() -> {});
            assertNotEquals(Model.untrained().basis(), next.base().model().basis(), "it has learned");
            judgements.add(new Labelled(new Question("And when?", "en"), Set.of()));
            keeper.serve(next);
            String wanted = learning.basis(articles, List.copyOf(judgements));
            TestServer.await("it learns what came between", () -> next.base().model().basis().equals(wanted));
        }
    }

    @Test
    void whatFollowsLearningWaitsForWhatWasOrderedSince() throws IOException {
        List<Article> articles = files().folder().read().articles().subList(0, 12);
        try (IndexKeeper keeper = keeper(articles)) {
            IndexFolder.Generation next = keeper.build(articles, Progress.SILENT);
            keeper.serve(next);
            judgements.add(new Labelled(new Question("And when?", "en"), Set.of()));
            List<String> seen = new CopyOnWriteArrayList<>();
            keeper.learnLater();
            keeper.afterLearning(() -> seen.add(next.base().model().basis()));
            judgements.add(new Labelled(new Question("And who?", "en"), Set.of()));
            keeper.learnLater();
            TestServer.await("it was done", () -> !seen.isEmpty());
            assertEquals(List.of(learning.basis(articles, List.copyOf(judgements))), seen);
        }
    }

    @Test
    void theLastWordCountsWhateverCaseAQuestionIsAskedIn() throws IOException {
        List<Article> articles = files().folder().read().articles().subList(0, 12);
        Labelled last = new Labelled(new Question("where is it", "en"), Set.of(articles.getFirst().key().id()));
        judgements.add(last);
        try (IndexKeeper keeper = keeper(articles)) {
            assertEquals(learning.basis(articles, List.of(last)),
                    keeper.build(articles, Progress.SILENT).base().model().basis());
        }
    }

    @Test
    void nothingIsAnsweredFromADamagedIndexUntilItIsBuiltAnew() throws IOException {
        List<Article> articles = files().folder().read().articles().subList(0, 12);
        Question question = new Question(articles.getFirst().title(), articles.getFirst().key().language());
        try (IndexKeeper keeper = keeper(articles)) {
            assertTrue(keeper.findDamage().isEmpty());
            String learned = learning.basis(articles, List.copyOf(judgements));
            spoil();
            assertTrue(keeper.findDamage().isPresent());
            assertTrue(keeper.findDamage().isPresent(), "and not forgotten");
            assertThrows(DamagedIndexException.class, () -> keeper.live().search(question, 3));
            keeper.rebuild();
            assertTrue(keeper.findDamage().isEmpty());
            assertEquals(articles.getFirst().key(),
                    keeper.live().search(question, 3).getFirst().passage().article());
            try (Stream<Path> generations = Files.list(folder.resolve("index"))) {
                Path model = generations.filter(Files::isDirectory).findFirst().orElseThrow().resolve("model.bin");
                assertEquals(learned, ModelFile.read(model).basis(), "what was learned is kept");
            }
        }
        assertEquals(List.of(), damage);
    }

    /** By somebody who tidies up: nothing of it may come back as an empty one. */
    @Test
    void anIndexThatWasDeletedIsBuiltAnewAndNeverBegunEmpty() throws IOException {
        List<Article> articles = files().folder().read().articles();
        try (IndexKeeper keeper = keeper(articles.subList(0, 12))) {
            delete(folder.resolve("index"));
            approved = articles.subList(0, 13);
            assertFalse(keeper.follow(Progress.SILENT), "what is published meanwhile waits");
            assertTrue(keeper.findDamage().isPresent());
            keeper.rebuild();
            assertEquals(13, keeper.live().size());
            delete(folder.resolve("index"));
            IndexFolder.Generation next = keeper.build(articles.subList(0, 14), Progress.SILENT);
            keeper.serve(next);
            keeper.discard(next);
            assertEquals(14, keeper.live().size(), "whatever goes wrong after it serves");
            assertTrue(keeper.findDamage().isEmpty());
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void anIndexThatCanNotBeWrittenServesWhatItHeld() throws IOException {
        List<Article> articles = files().folder().read().articles();
        keeper(articles.subList(0, 12)).close();
        Files.createDirectory(folder.resolve("index/current.tmp"));
        try (IndexKeeper keeper = keeper(articles.subList(0, 12))) {
            assertFalse(keeper.isBehind(), "nothing was to be written");
            failing = true;
            approved = articles.subList(0, 14);
            assertFalse(keeper.follow(Progress.SILENT));
            assertEquals(12, keeper.live().size());
        }
        try (IndexKeeper keeper = keeper(articles.subList(0, 14))) {
            assertTrue(keeper.isBehind());
            assertEquals(12, keeper.live().size());
            failing = false;
            assertTrue(keeper.follow(Progress.SILENT));
            assertEquals(14, keeper.live().size());
        }
    }

    private void spoil() throws IOException {
        try (Stream<Path> files = Files.list(lucene())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".cfs")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 4;
                Files.write(file, bytes);
            }
        }
    }

    private Path lucene() throws IOException {
        return folder.resolve("index").resolve(Files.readString(folder.resolve("index/current"))).resolve("lucene");
    }

    private IndexKeeper keeper(List<Article> articles) throws IOException {
        approved = articles;
        return new IndexKeeper(new IndexFolder(folder.resolve("index"), voices), learning, files(),
                new LanguageDetector(), "en", () -> approved, () -> {
                    whileRead.get().run();
                    return List.copyOf(judgements);
                }, damage::add);
    }

    private KnowledgeFiles files() throws IOException {
        Path config = folder.resolve("config");
        if (!Files.exists(config)) {
            TestServer.copyShippedConfig(config);
            Files.writeString(config.resolve("calibrate.jsonl"), "");
        }
        return new KnowledgeFiles(new ConfigLoader(new ConfigLoader.Options(config, folder.resolve("data"), 0),
                new Secrets(Map.of())).load());
    }

    /** Fails as a disk without room does, when it is told to; else it knows nothing. */
    private final class FullDisk implements Embedding {

        @Override
        public String name() {
            return "full-disk";
        }

        @Override
        public float[] embedQuestion(String text) {
            if (failing) {
                throw new UncheckedIOException(new IOException("no space left on device"));
            }
            return new float[]{1, 0};
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
