/**
 * From what an index saw of each article to an order: a weighted sum whose weights are learned from labelled questions.
 *
 * <p>Decides which article comes first. Must not know Lucene, nor how a feature was measured.
 */
@NullMarked
package dev.parley.kb.ranking;

import org.jspecify.annotations.NullMarked;
