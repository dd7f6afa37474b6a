/**
 * The knowledge base on Lucene: passages in an in-memory index, BM25 over several fields, near-real-time changes.
 *
 * <p>Decides the ranking. The only package that may import {@code org.apache.lucene}.
 */
@NullMarked
package dev.parley.kb.lucene;

import org.jspecify.annotations.NullMarked;
