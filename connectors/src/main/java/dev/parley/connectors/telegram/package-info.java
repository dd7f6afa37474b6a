/**
 * Telegram: a bot that customers write to, by long polling (no public address needed) or by webhook.
 *
 * <p>Decides how Telegram's updates become events and how lines become messages. Must not know what is answered.
 */
@NullMarked
package dev.parley.connectors.telegram;

import org.jspecify.annotations.NullMarked;
