/**
 * What happened, and the figures made of it.
 *
 * <p>Decides what each figure means. Must not take part in a decision: it keeps what its steps saw.
 */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
