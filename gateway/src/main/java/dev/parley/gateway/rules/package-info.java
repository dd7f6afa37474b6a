/**
 * Which messages only people may answer: typed rules in code, in order, first match wins, fail closed.
 *
 * <p>Decides proceed or hand off from text alone. Must not know articles, conversations or channels.
 */
@NullMarked
package dev.parley.gateway.rules;

import org.jspecify.annotations.NullMarked;
