package dev.parley.gateway.handoff;

import dev.parley.gateway.rules.Priority;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A handoff as a list shows it. */
@Introspected
record HandoffSummary(long id, Handoff.State state, String reason, @Nullable String rule, String category,
        Priority priority, Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt,
        @Nullable String agentName, Handoff.@Nullable Outcome outcome, String channel, String language,
        String customerId, @Nullable String customerName, @Nullable String lastMessage,
        @Nullable String question, String team, @Nullable Instant dueAt) {}
