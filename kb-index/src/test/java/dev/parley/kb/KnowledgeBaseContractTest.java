package dev.parley.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What any index engine must keep to. Extend it, and say how an empty knowledge base is made. */
public abstract class KnowledgeBaseContractTest {

    private KnowledgeBase base;

    /** An empty one, with the bundled embeddings. */
    protected abstract KnowledgeBase open();

    @BeforeEach
    void fill() {
        base = open();
        put(List.of(article("returns", "Return an item", "Send it back within 30 days."),
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
        base.change(List.of(article("cups", "Wash our cups", "Every cup may go into the dishwasher.")), List.of(),
                Progress.SILENT);
        assertEquals("cups", search("dishwasher safe cups?").getFirst().passage().article().id());
        base.change(List.of(article("cups", "Wash our cups", "No cup may go into the dishwasher.")), List.of(),
                Progress.SILENT);
        assertEquals("No cup may go into the dishwasher.", search("dishwasher cups").getFirst().passage().text());
        base.change(List.of(), List.of(new ArticleKey("cups", "en")), Progress.SILENT);
        assertFalse(ids("dishwasher safe cups?").contains("cups"));
        assertEquals(4, base.size());
    }

    @Test
    void internalArticlesAreNeverFound() {
        base.change(List.of(new Article(new ArticleKey("secret", "en"), "Goodwill limits", "x", List.of(),
                "Agents may give £20.", null, null, null, null, Audience.INTERNAL)), List.of(), Progress.SILENT);
        assertFalse(ids("what are the goodwill limits for agents").contains("secret"));
    }

    @Test
    void anArticleOfAnotherLanguageIsNotFound() {
        base.change(List.of(new Article(new ArticleKey("retoure", "de"), "Return an item", "x", List.of(),
                "Senden Sie es zurück.", null, null, null, null, Audience.PUBLIC)), List.of(), Progress.SILENT);
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
            put(twins);
            assertEquals(List.of("twin0", "twin1", "twin2"), ids("gift card"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title:returns AND (", "\"", "* OR *:*", "a\\", "^~!", "{[}]", "\u0000", "\uD800", "🦊🦊🦊",
        "/.*/", " "})
    void textIsNeverSyntax(String text) {
        // As syntax each is an error, or matches nothing or everything alike.
        assertEquals(3, search(text).size());
        assertEquals("returns", ids("how do I return an item " + text).getFirst());
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
                base.change(List.of(article("returns", "Return an item", "Version " + i + ".")), List.of(),
                        Progress.SILENT);
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

    @AfterEach
    void close() {
        base.close();
    }

    private void put(List<Article> articles) {
        base.change(articles, List.of(), Progress.SILENT);
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
