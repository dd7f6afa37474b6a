/**
 * How far the bot may go: the rollout from its file, and pauses that people set.
 *
 * <p>Decides by channel, category and customer alone. Must not know what an answer says.
 */
@NullMarked
package dev.parley.gateway.rollout;

import org.jspecify.annotations.NullMarked;
