/**
 * From a question to a finding: an approved passage, small talk, or the honest word that nothing is sure enough.
 *
 * <p>Decides whether the bot knows. Must not know conversations, channels or storage.
 */
@NullMarked
package dev.parley.gateway.answer;

import org.jspecify.annotations.NullMarked;
