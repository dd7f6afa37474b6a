/**
 * Tells the language of a short text, and whether a word is one of a language.
 *
 * <p>Decides when a text is long enough to tell. Must not know the index.
 */
@NullMarked
package dev.parley.kb.language;

import org.jspecify.annotations.NullMarked;
