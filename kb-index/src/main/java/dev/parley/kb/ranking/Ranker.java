package dev.parley.kb.ranking;

import dev.parley.kb.Question;

/** Measures the articles that could answer a question. Thread-safe. */
public interface Ranker {

    /**
     * @return what articles and words say, without precedents; of a small knowledge base all articles of the language, of a
     *         large one those that are near by meaning or words
     */
    Measured measure(Question question);
}
