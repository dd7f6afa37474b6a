/**
 * From what a search saw to a probability that its first article is right.
 *
 * <p>Decides how sure one can be. Must not know how the features were found.
 */
@NullMarked
package dev.parley.kb.confidence;

import org.jspecify.annotations.NullMarked;
