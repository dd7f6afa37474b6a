package dev.parley.gateway.handoff;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many handoffs there are in a state.
 *
 * @param oldest when the oldest of them was opened; null when there is none
 */
@Introspected
public record HandoffCount(long handoffs, @Nullable Instant oldest) {}
