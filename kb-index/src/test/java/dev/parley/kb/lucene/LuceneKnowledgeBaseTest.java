package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.BackgroundEmbedding;
import dev.parley.kb.embedding.Embedding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneKnowledgeBaseTest {

    private static Embedding embedding;

    private final KnowledgeBase base = new LuceneKnowledgeBase(embedding, null);

    @BeforeAll
    static void loadModel() {
        embedding = BackgroundEmbedding.bundled();
    }

    @AfterAll
    static void closeModel() {
        embedding.close();
    }

    @BeforeEach
    void fill() {
        base.replaceAll(List.of(article("returns", "Return an item", "Send it back within 30 days."),
                article("refunds", "When will I get my refund?", "Refunds arrive within five working days."),
                article("delivery", "Delivery costs", "Delivery costs £4 and is free over £50."),
                article("password", "Reset your password", "Choose Forgotten password on the sign-in page.")));
    }

    @ParameterizedTest
    @CsvSource({"how do I send a lamp back, returns", "when is my money coming back, refunds",
        "what is the p&p, delivery", "i cant remember my login word, password", "pasword reset, password"})
    void findsByMeaningAndByWords(String question, String article) {
        assertEquals(article, search(question).getFirst().passage().article().id());
    }

    @Test
    void aChangeIsFoundAtOnceAndARemovalIsGoneAtOnce() {
        base.change(List.of(article("cups", "Wash our cups", "Every cup may go into the dishwasher.")), List.of());
        assertEquals("cups", search("dishwasher safe cups?").getFirst().passage().article().id());
        base.change(List.of(article("cups", "Wash our cups", "No cup may go into the dishwasher.")), List.of());
        assertEquals("No cup may go into the dishwasher.", search("dishwasher cups").getFirst().passage().text());
        base.change(List.of(), List.of(new ArticleKey("cups", "en")));
        assertFalse(ids("dishwasher safe cups?").contains("cups"));
        assertEquals(4, base.size());
    }

    @Test
    void internalArticlesAreNeverFound() {
        base.change(List.of(new Article(new ArticleKey("secret", "en"), "Goodwill limits", "x", List.of(),
                "Agents may give £20.", null, null, null, null, Audience.INTERNAL)), List.of());
        assertFalse(ids("what are the goodwill limits for agents").contains("secret"));
    }

    @Test
    void anArticleOfAnotherLanguageIsNotFound() {
        base.change(List.of(new Article(new ArticleKey("retoure", "de"), "Return an item", "x", List.of(),
                "Senden Sie es zurück.", null, null, null, null, Audience.PUBLIC)), List.of());
        assertFalse(ids("Return an item").contains("retoure"));
        assertEquals("retoure", base.search(new Question("zurücksenden", "de"), 3).getFirst().passage().article().id());
    }

    @Test
    void equalArticlesAreOrderedByIdWhateverTheOrderOfTheirArrival() {
        List<Article> twins = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            twins.add(article("twin" + i, "Gift cards", "A gift card is valid for two years."));
        }
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(twins, new Random(seed));
            base.replaceAll(twins);
            assertEquals(List.of("twin0", "twin1", "twin2"), ids("gift card"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title:returns AND (", "\"", "* OR *:*", "a\\", "^~!", "{[}]", "\u0000", "\uD800", "🦊🦊🦊",
        "/.*/", " "})
    void textIsNeverSyntax(String text) {
        assertTrue(search(text).size() <= 3);
    }

    @Test
    void aHugeMessageIsAnsweredAndConfidencesStayProbabilities() {
        for (Hit hit : search("refund ".repeat(50_000))) {
            assertTrue(hit.confidence() >= 0 && hit.confidence() <= 1);
        }
    }

    @Test
    void aQuestionOfThisShopIsSurerThanOneOfNone() {
        double own = search("How long does a refund take?").getFirst().confidence();
        double foreign = search("Who won the football world cup in 1966?").getFirst().confidence();
        assertTrue(own > 0.7, "own " + own);
        assertTrue(foreign < 0.3, "foreign " + foreign);
    }

    @Test
    void searchesDuringChangesAlwaysSeeAWholeState() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 40; i++) {
                base.change(List.of(article("returns", "Return an item", "Version " + i + ".")), List.of());
            }
            stop.set(true);
        });
        while (!stop.get()) {
            Hit hit = search("Return an item").getFirst();
            assertEquals("returns", hit.passage().article().id());
            assertEquals(hit.passage().hash(), article("returns", "Return an item", hit.passage().text()).hash());
        }
        writer.join();
    }

    @Test
    void vectorsAreComputedOnceAndABrokenFileCostsOnlyTime(@TempDir Path folder) throws Exception {
        CountingEmbedding counting = new CountingEmbedding(embedding);
        Path file = folder.resolve("embeddings.cache");
        Article article = article("returns", "Return an item", "Send it back within 30 days.");
        new LuceneKnowledgeBase(counting, file).replaceAll(List.of(article));
        assertEquals(2, counting.count, "title and passage");
        new LuceneKnowledgeBase(counting, file).replaceAll(List.of(article));
        assertEquals(2, counting.count, "all remembered");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 7));
        new LuceneKnowledgeBase(counting, file).replaceAll(List.of(article));
        assertEquals(3, counting.count, "the cut one again");
    }

    private static final class CountingEmbedding implements Embedding {

        private final Embedding real;
        private int count;

        CountingEmbedding(Embedding real) {
            this.real = real;
        }

        @Override
        public float[] embed(String text) {
            count++;
            return real.embed(text);
        }

        @Override
        public int dimensions() {
            return real.dimensions();
        }

        @Override
        public void close() {
            // the real one is shared
        }
    }

    private List<Hit> search(String question) {
        return base.search(new Question(question, "en"), 3);
    }

    private List<String> ids(String question) {
        return search(question).stream().map(hit -> hit.passage().article().id()).toList();
    }

    private static Article article(String id, String title, String body) {
        return new Article(new ArticleKey(id, "en"), title, "general", List.of(), body, null, null, null, null,
                Audience.PUBLIC);
    }
}
