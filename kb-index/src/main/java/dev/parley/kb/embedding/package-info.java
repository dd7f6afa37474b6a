/**
 * Texts as vectors, so that a question finds an article that shares its meaning but none of its words.
 *
 * <p>Decides how a text becomes a vector, in this process and without any network. Must not know articles or the index.
 */
@NullMarked
package dev.parley.kb.embedding;

import org.jspecify.annotations.NullMarked;
