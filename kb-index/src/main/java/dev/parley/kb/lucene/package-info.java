/**
 * The knowledge base on Lucene: passages in an index on disk, BM25 over several fields, vectors, near-real-time changes.
 *
 * <p>Decides what is measured of each article; what that is worth is decided in {@code ranking}. The only package that knows
 * Lucene's index.
 */
@NullMarked
package dev.parley.kb.lucene;

import org.jspecify.annotations.NullMarked;
