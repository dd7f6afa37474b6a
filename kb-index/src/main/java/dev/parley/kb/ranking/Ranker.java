package dev.parley.kb.ranking;

import dev.parley.kb.Question;
import java.util.List;

/** Measures the articles that could answer a question. Thread-safe. */
public interface Ranker {

    /**
     * @return in no order; of a small knowledge base all articles of the language, of a large one those that are near by
     *         meaning or words
     */
    List<Candidate> candidates(Question question);
}
