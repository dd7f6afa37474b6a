/**
 * The way to Slack and back, for whoever talks over it: calls, signatures, Socket Mode and text.
 *
 * <p>Decides what is genuine and when Slack is told so. Must not know what an event means.
 */
@NullMarked
package dev.parley.connectors.slack.api;

import org.jspecify.annotations.NullMarked;
