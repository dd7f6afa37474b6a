package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/** Handoffs with the same reason. */
@Introspected
record ReasonCount(String reason, long handoffs) {}
