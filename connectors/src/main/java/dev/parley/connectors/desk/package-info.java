/**
 * What the core and a desk, where agents work, ask of each other.
 *
 * <p>Decides nothing. Must not know any desk, nor how handoffs are stored.
 */
@NullMarked
package dev.parley.connectors.desk;

import org.jspecify.annotations.NullMarked;
