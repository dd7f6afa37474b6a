package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.rules.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was asked, answered and offered before counts for what comes next. */
class PipelineHistoryTest extends PipelineFixture {

    @Test
    void aFollowUpIsAskedTogetherWithTheQuestionBefore() {
        List<String> asked = new ArrayList<>();
        FakeKnowledgeBase.Search listening = question -> {
            asked.add(question.text());
            return List.of(hitOf(0.9));
        };
        pipeline(listening).decide(after("How long does delivery take?", "and for Germany?"));
        pipeline(listening).decide(after("How long does delivery take?", "How do I get an invoice for my order?"));
        assertEquals(List.of("How long does delivery take?\nand for Germany?",
                "How do I get an invoice for my order?"), asked);
    }

    /** "How much is it?" finds nothing alone; what it is about was said before. */
    @Test
    void whatAloneIsNotSureIsLookedUpWithTheQuestionBefore() {
        FakeKnowledgeBase.Search knows = question -> question.text().contains("sofa\n")
                ? List.of(hitOf("collection-costs", 0.9))
                : List.of(hitOf(question.text().contains("sofa") ? 0.9 : 0.2));
        for (String open : List.of("how much does that cost", "how long for", "sundays too?", "und was kostet das?",
                "¿cuánto tarda?", "is there a fee?")) {
            assertInstanceOf(Decision.Answer.class,
                    pipeline(knows).decide(after("can you collect a sofa", open)).decision(), open);
        }
        assertInstanceOf(Decision.Handoff.class, pipeline(knows)
                .decide(after("can you collect a sofa", "do you sell curtains in blue")).decision());
        FakeKnowledgeBase.Search hearsOnlyTheFirst = question -> List
                .of(hitOf(question.text().contains("sofa") ? 0.9 : 0.2));
        assertInstanceOf(Decision.Handoff.class, pipeline(hearsOnlyTheFirst)
                .decide(after("can you collect a sofa", "what is that in french")).decision());
    }

    @Test
    void anotherPassageOfTheSameArticleIsNoRepetition() {
        Inquiry inquiry = new Inquiry("invoice please", "en", "web", "c", null,
                new Inquiry.History(List.of(), null, Map.of("invoices@700", 2), 0));
        assertInstanceOf(Decision.Answer.class, pipeline(hit(0.9)).decide(inquiry).decision());
    }

    @Test
    void theSameAnswerIsNotGivenAThirdTime() {
        assertInstanceOf(Decision.Answer.class, pipeline(hit(0.9)).decide(answeredBefore(1)).decision());
        Decision.Handoff handoff = handoff(pipeline(hit(0.9)).decide(answeredBefore(2)).decision());
        assertEquals(Reason.REPEATED_FAILURE, handoff.reason());
        String named = approved.body().replaceAll("(?s).*?\\b(\\p{L}{6,})\\b.*", "$1");
        assertInstanceOf(Decision.Answer.class,
                pipeline(hit(0.9)).decide(answeredBefore(2, "and " + named + "?")).decision(), "another question");
        assertInstanceOf(Decision.Handoff.class,
                pipeline(hit(0.9)).decide(answeredBefore(4, "and " + named + "?")).decision());
    }

    @Test
    void whoSaysThatTheAnswerDidNotHelpGetsAPerson() {
        for (String complaint : List.of("that didn't help", "that's wrong", "I don't understand",
                "that is not what I asked", "you didn't answer my question", "das hilft mir nicht", "das stimmt nicht",
                "eso no es lo que pregunté", "ça ne m'aide pas", "non ho capito", "isso não ajudou")) {
            Decision.Handoff handoff = handoff(pipeline(hit(0.9)).decide(answeredBefore(1, complaint)).decision());
            assertEquals(Reason.REPEATED_FAILURE, handoff.reason(), complaint);
            assertInstanceOf(Decision.Answer.class, decide(complaint, hit(0.9)), "of no answer: " + complaint);
        }
        assertInstanceOf(Decision.Answer.class,
                pipeline(hit(0.9)).decide(answeredBefore(1, "that didn't arrive")).decision());
        assertInstanceOf(Decision.Answer.class,
                pipeline(hit(0.9)).decide(answeredBefore(1, "ça m'aide à choisir")).decision());
    }

    @Test
    void whoSaysYesToSeveralIsAskedWhich() {
        Inquiry yes = new Inquiry("Yes please!", "en", "web", "c", null,
                new Inquiry.History(List.of("my order"), "my order", Map.of(), 1));
        assertTrue(assertInstanceOf(Decision.SmallTalk.class, pipeline(hit(0.3)).decide(yes).decision()).words()
                .contains("What is it about?"));
        assertTrue(assertInstanceOf(Decision.SmallTalk.class, decide("yes", hit(0.3))).words().contains("welcome"));
    }

    @Test
    void aTopicThatIsSplitOverSeveralMessagesCounts() {
        Inquiry split = new Inquiry("twice", "en", "web", "c", null,
                new Inquiry.History(List.of("hi", "i was charged"), null,
                        Map.of(), 0));
        assertEquals("billing-dispute", handoff(pipeline(hit(0.9)).decide(split).decision()).rule());
        Inquiry wished = new Inquiry("twice, let me speak to someone", "en", "web", "c", null,
                new Inquiry.History(List.of("hi", "i was charged"), null, Map.of(), 0));
        assertEquals("billing-dispute", handoff(pipeline(hit(0.9)).decide(wished).decision()).rule(),
                "before the wish for a person: it says who that must be");
        Inquiry settled = new Inquiry("thanks, and an invoice?", "en", "web", "c", null,
                new Inquiry.History(List.of("i was charged twice"), null, Map.of(), 0));
        assertInstanceOf(Decision.Answer.class, pipeline(hit(0.9)).decide(settled).decision(),
                "what a person has settled is not held against the next message");
    }

    /** Alone it would be surely answered, and then of something else. */
    @Test
    void whatPointsAtSomethingIsUnderstoodWithTheQuestionBefore() {
        FakeKnowledgeBase.Search knows = question -> List
                .of(hitOf(question.text().contains("sofa\n") ? "collection-costs" : "delivery-costs", 0.9));
        Decision.Answer answer = assertInstanceOf(Decision.Answer.class,
                pipeline(knows).decide(after("can you collect a sofa", "how much does it cost?")).decision());
        assertEquals("collection-costs", answer.answers().getFirst().passage().article().id());
    }

    private static Inquiry answeredBefore(int times) {
        return answeredBefore(times, "invoice please");
    }

    private static Inquiry answeredBefore(int times, String message) {
        return new Inquiry(message, "en", "web", "c", null,
                new Inquiry.History(List.of("invoice please"), "invoice please", Map.of("invoices@0", times), 0));
    }
}
