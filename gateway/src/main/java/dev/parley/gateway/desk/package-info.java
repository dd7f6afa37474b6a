/**
 * Keeps the desks, where agents work, in step with the handoffs.
 *
 * <p>Decides what is shown where, and who is an agent. Must not know any desk.
 */
@NullMarked
package dev.parley.gateway.desk;

import org.jspecify.annotations.NullMarked;
