package dev.parley.kb.confidence;

/**
 * What a search saw of one article.
 *
 * @param fused the ranking score
 * @param margin how far the ranking score is above the next article's; 0 for all but the first
 * @param likeness cosine between the question and the closest of title, example questions and passages
 * @param words BM25 score {@code s} over the question's idf mass {@code m}, as {@code s / (s + m)}
 * @param brevity 1 for a question of one word, falling with the root of the number of words
 * @param agreed whether meaning and words alone put the same article first
 */
public record Evidence(double fused, double margin, double likeness, double words, double brevity, boolean agreed) {}
