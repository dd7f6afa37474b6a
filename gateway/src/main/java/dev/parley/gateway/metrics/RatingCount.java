package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/** Ratings of an agent, and those of 4 or 5. */
@Introspected
record RatingCount(String agent, long ratings, long satisfied) {}
