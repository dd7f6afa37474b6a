package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/** Drafts in shadow mode, and those that agents replaced. */
@Introspected
record DraftCount(long judged, long replaced) {}
