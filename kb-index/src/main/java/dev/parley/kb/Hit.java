package dev.parley.kb;

/**
 * One article found for a question, by its best passage.
 *
 * @param passage the best passage of the article
 * @param score the ranking score; comparable only within one search
 * @param confidence the estimated probability, 0 to 1, that this article answers the question; see
 *        {@link KnowledgeBase#isProvisional()}
 */
public record Hit(Passage passage, double score, double confidence) {}
