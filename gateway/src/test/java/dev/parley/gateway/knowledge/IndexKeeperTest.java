package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.gateway.TestServer;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import dev.parley.kb.Article;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {

    private static final Labelled FIRST = new Labelled(new Question("Where is it?", "en"), Set.of());

    @TempDir
    Path folder;

    private final Voices voices = new Voices(List.of(), null);
    private final Learning learning = new Learning(voices);
    private final List<Labelled> judgements = new CopyOnWriteArrayList<>(List.of(FIRST));
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

    private IndexKeeper keeper(List<Article> articles) throws IOException {
        return new IndexKeeper(new IndexFolder(folder.resolve("index"), voices), learning, files(),
                new LanguageDetector(), "en", () -> articles, () -> {
                    whileRead.get().run();
                    return List.copyOf(judgements);
                });
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
}
