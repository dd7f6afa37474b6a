/**
 * Measures a knowledge base against labelled questions.
 *
 * <p>Decides what recall, precision and coverage are. Must not know how an index works.
 */
@NullMarked
package dev.parley.kb.eval;

import org.jspecify.annotations.NullMarked;
