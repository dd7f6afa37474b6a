package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.metrics.DecisionRecord;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the steps, with the shipped rules and voice, and a knowledge base that says what the test wants. */
class MessagePipelineTest extends PipelineFixture {

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
    void whatTheBrandAvoidsIsDeclinedUnlessAnArticleAnswersItAndNoTouchComesFirst() {
        Decision.SmallTalk talk = assertInstanceOf(Decision.SmallTalk.class,
                decide("What do you think about the government?", hit(0.5)));
        assertInstanceOf(Decision.Answer.class,
                decide("an invoice please, and what do you think about the government?", hit(0.9)));
        assertEquals("I'd rather not talk about that. Ask me anything about orders, delivery, returns or your account.",
                talk.words());
        assertEquals(Reason.NO_TOUCH, handoff(decide("I was charged twice, what do you think about the government?",
                hit(0.9))).reason());
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
        FakeKnowledgeBase.Search stale = hit(0.9);
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

    @Test
    void whoDoesNotSayWhatItIsAboutIsAskedOnce() {
        assertInstanceOf(Decision.SmallTalk.class, decide("hi, i have a problem with my order", hit(0.3)));
        assertInstanceOf(Decision.SmallTalk.class,
                decide("Ich hätte da mal eine Frage zu meiner Bestellung", hit(0.3)));
        assertInstanceOf(Decision.Answer.class, decide("i have a problem with my order", hit(0.9)));
        assertEquals(Reason.NOT_SURE, handoff(decide("i have a problem with my sofa", hit(0.3))).reason());
        assertEquals(Reason.NOT_SURE,
                handoff(pipeline(hit(0.3)).decide(new Inquiry("there is an issue", "en", "web", "c",
                        null, new Inquiry.History(List.of("i have a problem"), null, Map.of(), 0))).decision())
                        .reason());
        assertInstanceOf(Decision.SmallTalk.class, pipeline(hit(0.3))
                .decide(after("how do i assemble the bed", "i also have a problem with an order")).decision());
        assertEquals(Reason.NOT_SURE, handoff(pipeline(hit(0.3)).decide(after("how do i assemble the bed",
                "it doesn't work")).decision()).reason(), "it was said what it is about");
    }

    @Test
    void twoArticlesThatCompeteAreOffered() {
        Decision.Clarify clarify = assertInstanceOf(Decision.Clarify.class,
                decide("invoice please", question -> List.of(hitOf(0.55), hitOf(0.4), hitOf(0.05))));
        assertEquals(2, clarify.options().size(), "what could hardly be meant is not offered");
        assertEquals(Reason.NOT_SURE, handoff(decide("invoice please", question -> List.of(hitOf(0.3), hitOf(0.2))))
                .reason(), "two unlikely ones are not worth asking");
    }

    @Test
    void whatIsProbablyMeantIsOfferedWithTheNextOnes() {
        Decision.Clarify clarify = assertInstanceOf(Decision.Clarify.class,
                decide("invoice please", question -> List.of(hitOf(0.45), hitOf(0.05), hitOf(0.03))));
        assertEquals(3, clarify.options().size());
        assertEquals(2, assertInstanceOf(Decision.Clarify.class,
                decide("invoice please", question -> List.of(hitOf(0.45), hitOf(0.01), hitOf(0.005)))).options()
                .size());
        assertEquals(Reason.NOT_SURE,
                handoff(decide("invoice please", question -> List.of(hitOf(0.39), hitOf(0.1)))).reason());
    }

    @Test
    void twoQuestionsInOneAreAnsweredBothOrTakenAsOne() {
        FakeKnowledgeBase.Search sure = question -> List
                .of(hitOf(question.text().contains("invoice") ? "invoices" : "vat", 0.9));
        Decision.Answer both = assertInstanceOf(Decision.Answer.class,
                decide("How do I get an invoice? And what is your VAT number?", sure));
        assertEquals(List.of("invoices", "vat"),
                both.answers().stream().map(answer -> answer.passage().article().id()).toList());
        FakeKnowledgeBase.Search half = question -> List
                .of(hitOf("invoices", question.text().contains("VAT") ? 0.2 : 0.9));
        assertEquals(Reason.NOT_SURE,
                handoff(decide("How do I get an invoice? And what is your VAT number?", half)).reason(),
                "half an answer is none");
    }

    /** The second question leaves out what the first one named. */
    @Test
    void aSecondQuestionIsUnderstoodByTheFirst() {
        FakeKnowledgeBase.Search knows = question -> List.of(hitOf("club", question.text().contains("club? and")
                || !question.text().contains("club") ? 0.2 : 0.9));
        Decision.Answer one = assertInstanceOf(Decision.Answer.class,
                decide("how do i join the club? and can i choose it?", knows));
        assertEquals(1, one.answers().size());
        assertInstanceOf(Decision.Handoff.class, decide("how do i join the club? and is it blue?", knows),
                "what is found says nothing of that");
    }

    @Test
    void whatGreetsFirstIsLookedUpWithoutTheGreeting() {
        List<String> asked = new ArrayList<>();
        FakeKnowledgeBase.Search listening = question -> {
            asked.add(question.text());
            return List.of(hitOf(0.9));
        };
        decide("Hallo, wo ist meine Rechnung?", listening);
        decide("Good morning! Where is my invoice?", listening);
        decide("Hello invoice", listening);
        assertEquals(List.of("wo ist meine Rechnung?", "Where is my invoice?", "Hello invoice"), asked);
    }

    @Test
    void anAnswerInAnotherLanguageIsLabelled() {
        FakeKnowledgeBase.Search english = question -> question.language().equals("en") ? List.of(hitOf(0.9))
                : List.of();
        Decision.Answer answer = assertInstanceOf(Decision.Answer.class,
                pipeline(english).decide(Inquiry.first("Rechnung bitte", "de")).decision());
        assertEquals("Das habe ich nur auf Englisch:", answer.introduction());
        assertNull(assertInstanceOf(Decision.Answer.class, decide("invoice please", english)).introduction());
    }

    @Test
    void aPickedOptionIsAnsweredAndAWithdrawnOneIsNot() {
        MessagePipeline pipeline = pipeline(question -> List.of(hitOf("vat", 0.5), hitOf("invoices", 0.4)));
        Decision.Answer answer = assertInstanceOf(Decision.Answer.class,
                pipeline.picked(Inquiry.first("invoice please", "en"), ARTICLE.key()).decision());
        assertEquals("invoices", answer.best().passage().article().id());
        List<String> tried = pipeline.picked(Inquiry.first("invoice please", "en"), ARTICLE.key()).record().tried();
        assertTrue(tried != null && tried.contains("self-harm") && tried.contains("wish-for-person"),
                "rules are judged");
        assertEquals(Reason.NOT_SURE, handoff(
                pipeline.picked(Inquiry.first("invoice please", "en"), new ArticleKey("gone", "en")).decision())
                .reason());
    }

    @Test
    void whomTheBotMayAnswerAnythingItGreets(@TempDir Path config) throws IOException {
        for (String file : List.of("no-touch.yml", "escalation.yml", "routing.yml", "brand.yml")) {
            Files.copy(CONFIG.resolve(file), config.resolve(file));
        }
        Files.writeString(config.resolve("rollout.yml"), """
                rollout:
                  - {channel: "*", category: payments, mode: live, share: 100}
                  - {channel: "*", category: "*", mode: shadow, share: 100}
                """);
        Policies policies = new Policies(config, Wording.NONE);
        MessagePipeline pipeline = pipeline(hit(0.9), policies);
        assertInstanceOf(Decision.SmallTalk.class, pipeline.decide(Inquiry.first("hello", "en")).decision());
        assertInstanceOf(Decision.Answer.class, pipeline.decide(Inquiry.first("invoice please", "en")).decision());
        Files.writeString(config.resolve("rollout.yml"), """
                rollout:
                  - {channel: "*", category: "*", mode: shadow, share: 100}
                """);
        policies.reloadIfChanged();
        policies.reloadIfChanged();
        assertEquals(Reason.ROLLOUT, handoff(pipeline.decide(Inquiry.first("hello", "en")).decision()).reason());
    }

    @Test
    void aPausedCategoryIsHandedOffAndTheOthersAreAnswered() {
        paused.put("delivery", "a strike");
        assertInstanceOf(Decision.Answer.class, decide("invoice please", hit(0.9)));
        paused.put("payments", "wrong prices");
        Decision.Handoff handoff = handoff(decide("invoice please", hit(0.9)));
        assertEquals(Reason.POLICY_PAUSE, handoff.reason());
        assertEquals("answers are paused: wrong prices", handoff.why());
        assertEquals(Reason.CUSTOMER_REQUEST, handoff(decide("human please", hit(0.9))).reason());
    }

    /** Each answer has a category of its own: what holds for one holds for all. */
    @Test
    void aPauseOfTheSecondAnswersCategoryHoldsBothBack() {
        FakeKnowledgeBase.Search sure = question -> List.of(question.text().contains("invoice")
                ? hitOf("invoices", "payments")
                : hitOf("returns", "returns"));
        String both = "How do I get an invoice? And how do I return a lamp?";
        assertInstanceOf(Decision.Answer.class, decide(both, sure));
        paused.put("returns", "a strike");
        Decision.Handoff handoff = handoff(decide(both, sure));
        assertEquals(Reason.POLICY_PAUSE, handoff.reason());
        assertEquals("returns", handoff.category());
        assertEquals(false, handoff.reachedRetrieval(), "a paused question says nothing of the knowledge base");
    }

    @Test
    void keywordsAndMoodCallForAPersonThoughTheAnswerIsSure() {
        assertEquals(Reason.KEYWORD,
                handoff(decide("I want a written statement about the invoice", hit(0.9))).reason());
        assertEquals(Reason.SENTIMENT, handoff(decide("where is my invoice, this is horrible, terrible and disgusting",
                hit(0.9))).reason());
    }

    @Test
    void theRecordSaysHowTheDecisionCameAbout() {
        DecisionRecord record = pipeline(hit(0.9)).decide(Inquiry.first("invoice please", "en")).record();
        assertEquals(7, record.generation());
        assertEquals("invoices", record.hits().getFirst().articleId());
        assertEquals(0.7, record.needed());
        assertEquals(List.of("rules", "search", "objections", "phrasing"),
                record.micros().stream().map(DecisionRecord.Step::name).toList());
        DecisionRecord ruled = pipeline(hit(0.9)).decide(Inquiry.first("my l4wyer will write", "en")).record();
        assertEquals("legal", ruled.rule().id());
        assertEquals("my lawyer will write", ruled.rule().read());
        assertEquals(record, DecisionRecord.fromJson(record.toJson()));
    }

    @Test
    void whoIsUpsetBesideATopicToAvoidGetsAPerson() {
        assertInstanceOf(Decision.SmallTalk.class,
                decide("What do you think of the government?", hit(0.1)));
        assertEquals(Reason.KEYWORD,
                handoff(decide("What do you think of the government? This is unacceptable, I want a written apology",
                        hit(0.1))).reason());
    }
}
