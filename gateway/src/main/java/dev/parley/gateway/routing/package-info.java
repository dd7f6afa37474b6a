/**
 * Who gets a handoff: reason, category, language and business hours decide the team, how it is reached, and by when.
 *
 * <p>Decides from values alone. Must not know conversations or desks.
 */
@NullMarked
package dev.parley.gateway.routing;

import org.jspecify.annotations.NullMarked;
