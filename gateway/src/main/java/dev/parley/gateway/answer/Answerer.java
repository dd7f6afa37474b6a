package dev.parley.gateway.answer;

import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import java.util.List;
import java.util.Optional;

/**
 * Looks a question up and says whether the best passage is sure enough to be sent. Thread-safe.
 *
 * <p>A passage that is not, to the letter, in the revision approved at this moment is never found: then nothing is sure.
 */
public final class Answerer {

    /** As many as an agent reads on a handoff. */
    private static final int HITS = 3;

    private final KnowledgeBase knowledgeBase;
    private final ApprovedArticles approved;
    private final double minimumConfidence;

    /** @param minimumConfidence 0 to 1; below it nothing is sure */
    public Answerer(KnowledgeBase knowledgeBase, ApprovedArticles approved, double minimumConfidence) {
        this.knowledgeBase = knowledgeBase;
        this.approved = approved;
        this.minimumConfidence = minimumConfidence;
    }

    /**
     * @param message as the customer typed it
     * @param language whose articles are searched, ISO 639-1
     */
    public Finding find(String message, String language) {
        Optional<Finding.Kind> courtesy = SmallTalk.of(message);
        if (courtesy.isPresent()) {
            return new Finding.SmallTalk(courtesy.get());
        }
        List<Hit> hits = knowledgeBase.search(new Question(message, language), HITS);
        if (hits.isEmpty() || hits.getFirst().confidence() < minimumConfidence || !isApproved(hits.getFirst())) {
            return new Finding.NotSure(hits);
        }
        return new Finding.Found(hits.getFirst(), hits);
    }

    private boolean isApproved(Hit hit) {
        return approved.findApproved(hit.passage().article()).filter(hit.passage()::isVerbatimIn).isPresent();
    }
}
