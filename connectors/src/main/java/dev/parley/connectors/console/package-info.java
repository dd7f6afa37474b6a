/**
 * A channel on a terminal, for trying Parley out.
 *
 * <p>Decides how a conversation looks in plain text. Must not know the core or other channels.
 */
@NullMarked
package dev.parley.connectors.console;

import org.jspecify.annotations.NullMarked;
