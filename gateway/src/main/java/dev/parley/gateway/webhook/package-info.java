/**
 * Tells other systems what happens to handoffs, and of alerts: each message is stored with what it tells, signed, and sent
 * until it was taken.
 */
@NullMarked
package dev.parley.gateway.webhook;

import org.jspecify.annotations.NullMarked;
