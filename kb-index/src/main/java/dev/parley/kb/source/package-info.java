/**
 * Reads articles from where their owners keep them.
 *
 * <p>Decides what a usable document is and how to say what is wrong with another. Must not know the index.
 */
@NullMarked
package dev.parley.kb.source;

import org.jspecify.annotations.NullMarked;
