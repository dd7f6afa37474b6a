/**
 * Conversations that a person has taken over, or should.
 *
 * <p>Decides who may write in them and what the customer is told. Must not know why the bot gave them up.
 */
@NullMarked
package dev.parley.gateway.handoff;

import org.jspecify.annotations.NullMarked;
