/**
 * Conversations as they are stored: who handles them, what was said, what must still be sent.
 *
 * <p>Decides the order of a conversation's lines and that each reaches its channel. Must not know why something is said.
 */
@NullMarked
package dev.parley.gateway.conversation;

import org.jspecify.annotations.NullMarked;
