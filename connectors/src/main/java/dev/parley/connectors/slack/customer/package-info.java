/**
 * Slack as a place where customers write: direct messages, mentions and their threads.
 *
 * <p>Decides which of Slack's events are a customer's. Must not know what is answered.
 */
@NullMarked
package dev.parley.connectors.slack.customer;

import org.jspecify.annotations.NullMarked;
