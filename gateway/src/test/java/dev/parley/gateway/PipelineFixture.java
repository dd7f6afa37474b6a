package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.Sureness;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipeline with the shipped rules and voice, and a knowledge base that says what a test wants. */
abstract class PipelineFixture {

    static final Path CONFIG = Path.of("../config");
    static final Article ARTICLE = new Article(new ArticleKey("invoices", "en"), "Get an invoice", "payments",
            List.of(), "Open My orders and choose Invoice.", null, null, null, null, Audience.PUBLIC);

    Article approved = ARTICLE;
    final Map<String, String> paused = new HashMap<>();

    static Inquiry after(String question, String text) {
        return new Inquiry(text, "en", "web", "c", null, new Inquiry.History(List.of(question), question, Map.of(), 0));
    }

    Hit hitOf(String id, String category) {
        return new Hit(new Passage(new ArticleKey(id, "en"), approved.hash(), approved.title(), category, null, null, 0,
                approved.body().length(), approved.body()), 1, 0.9);
    }

    FakeKnowledgeBase.Search hit(double confidence) {
        return question -> List.of(hitOf(confidence));
    }

    Hit hitOf(double confidence) {
        return hitOf(ARTICLE.key().id(), confidence);
    }

    Hit hitOf(String id, double confidence) {
        return new Hit(new Passage(new ArticleKey(id, "en"), approved.hash(), approved.title(), approved.category(),
                null, null, 0, approved.body().length(), approved.body()), 1, confidence);
    }

    Decision decide(String text, FakeKnowledgeBase.Search search) {
        return pipeline(search).decide(Inquiry.first(text, "en")).decision();
    }

    /** Not calibrated, so that the target is the threshold: 0.7. */
    MessagePipeline pipeline(FakeKnowledgeBase.Search search) {
        return pipeline(search, new Policies(CONFIG, Wording.NONE));
    }

    MessagePipeline pipeline(FakeKnowledgeBase.Search search, Policies policies) {
        Answerer answerer = new Answerer(new FakeKnowledgeBase(search), key -> Optional.of(approved),
                new Sureness(new ParleyConfig.Answers(0.7, Map.of(), true)), "en");
        return new MessagePipeline(policies, answerer,
                new Objections((channel, category) -> Optional.ofNullable(paused.get(category))),
                (text, current) -> current, () -> 7);
    }

    static Decision.Handoff handoff(Decision decision) {
        return assertInstanceOf(Decision.Handoff.class, decision);
    }
}
