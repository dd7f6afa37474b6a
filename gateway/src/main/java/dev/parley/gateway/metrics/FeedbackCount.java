package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/** Judgements by customers. */
@Introspected
record FeedbackCount(long helpful, long unhelpful) {}
