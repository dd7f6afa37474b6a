package dev.parley.gateway.conversation;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A line that the customer's channel has not taken.
 *
 * @param isRefused whether it never will, unless it is sent again
 * @param error what the channel said last; null: nothing yet
 */
@Introspected
public record Undelivered(long seq, boolean isRefused, @Nullable String error) {}
