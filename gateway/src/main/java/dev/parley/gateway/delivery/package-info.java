/**
 * The way out: stored lines become what channels understand.
 *
 * <p>Decides which channel gets a line and in what form. Must not know why it was said.
 */
@NullMarked
package dev.parley.gateway.delivery;

import org.jspecify.annotations.NullMarked;
