/**
 * What happened, and the figures made of it.
 *
 * <p>Decides what each figure means. Must not know how a decision was made.
 */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
