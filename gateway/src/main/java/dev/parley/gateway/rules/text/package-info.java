/**
 * What a text says, however it is written: folded letters, undone disguises, phrases found in one pass.
 *
 * <p>Knows words and characters only; must not know what a rule means.
 */
@NullMarked
package dev.parley.gateway.rules.text;

import org.jspecify.annotations.NullMarked;
