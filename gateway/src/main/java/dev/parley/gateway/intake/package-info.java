/**
 * The way in: events are stored once, then worked off in the order of their conversation.
 *
 * <p>Decides what is new and whose turn it is. Must not know what becomes of a message.
 */
@NullMarked
package dev.parley.gateway.intake;

import org.jspecify.annotations.NullMarked;
