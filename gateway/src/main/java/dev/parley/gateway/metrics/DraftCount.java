package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/** Drafts in shadow mode and answers that somebody judged, and those that were replaced or wrong. */
@Introspected
record DraftCount(long judged, long replaced) {}
