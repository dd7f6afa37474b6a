package dev.parley.kb.confidence;

/**
 * What a search saw of one article, all from 0 to 1.
 *
 * @param known share of the question's idf mass that occurs in the article's title, example questions and passage
 * @param score BM25 score {@code s} over the question's idf mass {@code m}, as {@code s / (s + m)}
 * @param margin how far it is ahead of the next article, as a share of its score; 0 for all but the first
 * @param brevity 1 for a question of one word, falling with the root of the number of words
 */
public record Evidence(double known, double score, double margin, double brevity) {
}
