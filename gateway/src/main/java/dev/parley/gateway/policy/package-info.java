/**
 * Everything that operators decide in files, as one consistent set that is exchanged whole.
 *
 * <p>Decides which set holds at a moment. Must not know what is done with it.
 */
@NullMarked
package dev.parley.gateway.policy;

import org.jspecify.annotations.NullMarked;
