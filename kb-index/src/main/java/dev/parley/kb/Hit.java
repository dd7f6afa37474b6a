package dev.parley.kb;

/**
 * One article found for a question, by its best passage.
 *
 * @param passage the best passage of the article
 * @param score the ranking score; comparable only within one search
 * @param confidence the probability, 0 to 1, that this article answers the question; how far it can be trusted says
 *        {@link KnowledgeBase#calibration()}
 */
public record Hit(Passage passage, double score, double confidence) {}
