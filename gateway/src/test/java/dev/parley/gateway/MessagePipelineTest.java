package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Passage;
import dev.parley.kb.Question;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of the steps, with the shipped rules and voice, and a knowledge base that says what the test wants. */
class MessagePipelineTest {

    private static final Path CONFIG = Path.of("../config");
    private static final Article ARTICLE = new Article(new ArticleKey("invoices", "en"), "Get an invoice", "payments",
            List.of(), "Open My orders and choose Invoice.", null, null, null, null, Audience.PUBLIC);

    private Article approved = ARTICLE;

    @Test
    void aSureHitIsAnswered() {
        Decision.Answer answer = assertInstanceOf(Decision.Answer.class, decide("invoice please", hit(0.9)));
        assertEquals("Open My orders and choose Invoice.", answer.best().passage().text());
    }

    @Test
    void anUnsureHitIsHandedOffUnderItsCategory() {
        Decision.Handoff handoff = handoff(decide("invoice please", hit(0.5)));
        assertEquals(Reason.NOT_SURE, handoff.reason());
        assertEquals("payments", handoff.category());
    }

    @Test
    void noTouchComesBeforeRetrieval() {
        Decision.Handoff handoff = handoff(decide("I was charged twice, send an invoice", question -> {
            throw new AssertionError("the knowledge base was asked");
        }));
        assertEquals(Reason.NO_TOUCH, handoff.reason());
        assertEquals(false, handoff.reachedRetrieval());
    }

    @Test
    void noTouchComesBeforeTheWishForAPerson() {
        assertEquals(Reason.NO_TOUCH, handoff(decide("my account was hacked, get me a human", hit(0.9))).reason());
    }

    @Test
    void aDraftThatTouchesAForbiddenTopicIsNotSent() {
        approved = new Article(ARTICLE.key(), "Get an invoice", "payments", List.of(),
                "If you were charged twice, ask your bank for a chargeback.", null, null, null, null, Audience.PUBLIC);
        Decision.Handoff handoff = handoff(decide("invoice please", hit(0.9)));
        assertEquals(Reason.NO_TOUCH, handoff.reason());
        assertEquals("billing-dispute", handoff.rule());
    }

    @Test
    void aPassageThatIsNoLongerApprovedIsNotSent() {
        Search stale = hit(0.9);
        List<Hit> hits = stale.search(new Question("", "en"));
        approved = new Article(ARTICLE.key(), "Get an invoice", "payments", List.of(), "Something else.", null, null,
                null, null, Audience.PUBLIC);
        assertEquals(Reason.NOT_SURE, handoff(decide("invoice please", question -> hits)).reason());
    }

    @Test
    void whatThrowsBecomesAHandoff() {
        Decision.Handoff handoff = handoff(decide("invoice please", question -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals(Reason.SYSTEM_ERROR, handoff.reason());
    }

    @Test
    void courtesiesAreReturnedAndQuestionsInThemAreNot() {
        assertInstanceOf(Decision.SmallTalk.class, decide("hi there!", hit(0.9)));
        assertInstanceOf(Decision.SmallTalk.class, decide("ok thanks a lot, bye", hit(0.9)));
        assertInstanceOf(Decision.SmallTalk.class, decide("are you a bot?", hit(0.9)));
        assertInstanceOf(Decision.Answer.class, decide("hi, where is my invoice", hit(0.9)));
    }

    private interface Search {
        List<Hit> search(Question question);
    }

    private Search hit(double confidence) {
        return question -> List.of(new Hit(new Passage(approved.key(), approved.hash(), approved.title(),
                approved.category(), null, null, 0, approved.body().length(), approved.body()), 1, confidence));
    }

    private Decision decide(String text, Search search) {
        KnowledgeBase base = new KnowledgeBase() {
            @Override
            public List<Hit> search(Question question, int limit) {
                return search.search(question);
            }

            @Override
            public void change(Collection<Article> put, Collection<ArticleKey> removed) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void replaceAll(Collection<Article> articles) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public boolean isProvisional() {
                return true;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Answerer answerer = new Answerer(base, key -> Optional.of(approved), 0.7);
        return new MessagePipeline(RuleBook.read(CONFIG), answerer, Voice.read(CONFIG)).decide(text, "en");
    }

    private static Decision.Handoff handoff(Decision decision) {
        return assertInstanceOf(Decision.Handoff.class, decision);
    }
}
