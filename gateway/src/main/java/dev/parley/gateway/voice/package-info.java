/**
 * How the brand sounds: the texts around answers, per situation and language.
 *
 * <p>Decides words, never facts: an answer's own text passes through unchanged. Must not know why something is said.
 */
@NullMarked
package dev.parley.gateway.voice;

import org.jspecify.annotations.NullMarked;
