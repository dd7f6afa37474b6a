package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.KnowledgeBaseContractTest;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.training.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneKnowledgeBaseTest extends KnowledgeBaseContractTest {

    private static final int MUTATIONS = 1_000;
    private static final Voices VOICES = new Voices(Embeddings.bundled(), null);

    @AfterAll
    static void closeModels() {
        VOICES.close();
    }

    @Override
    protected KnowledgeBase open() {
        return LuceneKnowledgeBase.inMemory(VOICES);
    }

    @Test
    void wordsAloneFindToo() {
        try (Voices none = new Voices(Embeddings.none(), null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(none)) {
            base.change(List.of(article("returns", "Return an item"), article("refunds", "When is my refund here?")),
                    List.of(), Progress.SILENT);
            assertEquals("refunds", first(base, "where is the refund"));
            assertEquals("returns", first(base, "retrun an itme"));
        }
    }

    @Test
    void aLargeKnowledgeBaseIsSearchedByItsGraphAndFindsTheSame() {
        List<Article> articles = new ArrayList<>(IntStream.range(0, Measurement.SCANNED_WHOLE / 3)
                .mapToObj(i -> article("filler" + i, "Part number " + i)).toList());
        articles.add(article("returns", "Return an item"));
        try (Voices random = new Voices(List.of(new RandomEmbedding()), null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(random)) {
            base.change(articles, List.of(), Progress.SILENT);
            assertEquals("returns", first(base, "Return an item"));
            assertEquals("filler17", first(base, "Part number 17"));
        }
    }

    /** Flips a random bit, cuts a file short or removes it, a thousand times. */
    @Test
    void everyDamageIsNoticedAndNothingIsAnsweredFromADamagedIndex(@TempDir Path folder) throws IOException {
        Path whole = folder.resolve("whole");
        IndexFolder index = new IndexFolder(whole, VOICES);
        IndexFolder.Generation built = index.begin();
        built.base().change(List.of(article("returns", "Return an item"), article("refunds", "When is my refund here?"),
                article("delivery", "Delivery costs")), List.of(), Progress.SILENT);
        built.save(built.base().model().withBasis("test"));
        index.activate(built);
        built.base().close();
        List<Path> files = files(whole).stream().filter(file -> !file.endsWith("write.lock")).toList();
        Random random = new Random(20261124);
        int unnoticed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(file);
            damage(file, good, random);
            List<String> alerts = new ArrayList<>();
            Optional<IndexFolder.Generation> opened = new IndexFolder(whole, VOICES).openCurrent(alerts::add);
            if (opened.isPresent()) {
                // A damaged model is left out, which is said; a damaged index must not be opened.
                unnoticed += alerts.isEmpty() ? 1 : 0;
                assertEquals("refunds", first(opened.get().base(), "when is my refund here"));
                opened.get().base().close();
            }
            assertTrue(opened.isEmpty() || file.endsWith("model.bin"), file + " was opened");
            Files.write(file, good);
        }
        assertEquals(0, unnoticed);
        assertTrue(new IndexFolder(whole, VOICES).openCurrent(alert -> {}).isPresent(), "and whole again it opens");
    }

    /** What the operating system shows to whoever has mapped a file, nobody may answer from. */
    @Test
    void damageIsNoticedWhileItServes(@TempDir Path folder) throws IOException {
        IndexFolder.Generation built = new IndexFolder(folder, VOICES).begin();
        built.base().change(
                List.of(article("returns", "Return an item"), article("refunds", "When is my refund here?")),
                List.of(), Progress.SILENT);
        List<Path> files = files(built.folder()).stream().filter(file -> !file.endsWith("write.lock")).toList();
        Random random = new Random(20261129);
        try (LuceneKnowledgeBase base = built.base()) {
            for (int i = 0; i < 200; i++) {
                Path file = files.get(random.nextInt(files.size()));
                byte[] good = Files.readAllBytes(file);
                damage(file, good, random);
                assertTrue(base.isTouched() || !Files.exists(file), file + " was written to");
                assertThrows(DamagedIndexException.class, base::verify, file::toString);
                Files.write(file, good);
                base.isTouched();
                base.verify();
            }
            assertEquals("refunds", first(base, "when is my refund here"));
            base.change(List.of(article("delivery", "Delivery costs")), List.of(), Progress.SILENT);
            assertFalse(base.isTouched(), "its own changes are none");
        }
    }

    private static void damage(Path file, byte[] good, Random random) throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(good, random.nextInt(good.length)));
            default -> {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bad);
            }
        }
    }

    /** At each of forty sizes of the disk, so that it is full while writing, while merging, and while committing. */
    @Test
    void onAFullDiskTheLastCommitServesOnAndChangesResumeWhenThereIsRoom(@TempDir Path folder) throws IOException {
        int refused = 0;
        for (int room = 0; room < 40; room++) {
            LimitedDirectory disk = new LimitedDirectory(FSDirectory.open(folder.resolve("disk" + room)));
            try (Voices random = new Voices(List.of(new RandomEmbedding()), null);
                    LuceneKnowledgeBase base = LuceneKnowledgeBase.open(disk, random, Model.untrained())) {
                base.change(List.of(article("returns", "Return an item")), List.of(), Progress.SILENT);
                disk.leave(room * 150L);
                List<Article> more = IntStream.range(0, 20).mapToObj(i -> article("a" + i, "Part number " + i))
                        .toList();
                try {
                    base.change(more, List.of(new ArticleKey("returns", "en")), Progress.SILENT);
                } catch (UncheckedIOException e) {
                    refused++;
                    assertTrue(e.getMessage().contains("no space left"), e::getMessage);
                    assertEquals(Set.of(new ArticleKey("returns", "en")), base.revisions().keySet(), "nothing half");
                    assertEquals("returns", first(base, "Return an item"));
                }
                disk.leave(Long.MAX_VALUE);
                base.change(more, List.of(new ArticleKey("returns", "en")), Progress.SILENT);
                assertEquals(20, base.size());
                assertEquals("a7", first(base, "Part number 7"));
            }
        }
        assertTrue(refused > 20, refused + " of 40 changes met a full disk");
    }

    @Test
    void anIndexOfOtherEmbeddingsIsNotSearched(@TempDir Path folder) {
        IndexFolder index = new IndexFolder(folder, VOICES);
        IndexFolder.Generation built = index.begin();
        built.base().change(List.of(article("returns", "Return an item")), List.of(), Progress.SILENT);
        index.activate(built);
        built.base().close();
        List<String> alerts = new ArrayList<>();
        try (Voices none = new Voices(Embeddings.none(), null)) {
            assertTrue(new IndexFolder(folder, none).openCurrent(alerts::add).isEmpty());
        }
        assertTrue(alerts.getLast().contains("it was built as"), alerts::toString);
    }

    @Test
    void aGenerationThatWasNeverActivatedIsNotServed(@TempDir Path folder) {
        IndexFolder index = new IndexFolder(folder, VOICES);
        IndexFolder.Generation first = index.begin();
        first.base().change(List.of(article("returns", "Return an item")), List.of(), Progress.SILENT);
        index.activate(first);
        IndexFolder.Generation second = index.begin();
        second.base().change(List.of(article("other", "Something else")), List.of(), Progress.SILENT);
        first.base().close();
        second.base().close();
        IndexFolder.Generation opened = new IndexFolder(folder, VOICES).openCurrent(alert -> {}).orElseThrow();
        assertEquals(first.folder(), opened.folder());
        assertFalse(opened.base().revisions().containsKey(new ArticleKey("other", "en")));
        opened.base().close();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String first(KnowledgeBase base, String question) {
        return base.search(new Question(question, "en"), 3).getFirst().passage().article().id();
    }

    private static Article article(String id, String title) {
        return new Article(new ArticleKey(id, "en"), title, "general", List.of(), "The text of " + id + ".", null, null,
                null, null, Audience.PUBLIC);
    }

    /** The same text gives the same vector, every other one another. */
    private static final class RandomEmbedding implements Embedding {

        @Override
        public String name() {
            return "random";
        }

        @Override
        public float[] embedQuestion(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[dimensions()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return dev.parley.kb.embedding.Vectors.unit(vector);
        }

        @Override
        public int dimensions() {
            return 32;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
