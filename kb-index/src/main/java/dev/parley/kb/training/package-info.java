/**
 * Learns, from labelled questions or from the articles' own examples, how to rank and how sure to be.
 *
 * <p>Decides what is learned in which order. Must not know how articles are indexed.
 */
@NullMarked
package dev.parley.kb.training;

import org.jspecify.annotations.NullMarked;
