/**
 * Slack as the desk: a card for each handoff, its conversation in the card's thread, buttons and replies.
 *
 * <p>Decides what is a reply and what a note. Must not know how handoffs are stored, nor the customers' side of Slack.
 */
@NullMarked
package dev.parley.connectors.slack.desk;

import org.jspecify.annotations.NullMarked;
