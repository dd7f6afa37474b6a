package dev.parley.gateway;

import dev.parley.gateway.metrics.DecisionRecord;

/**
 * A decision and how it came about.
 *
 * @param record what {@code ./parley explain} prints
 */
public record Decided(Decision decision, DecisionRecord record) {}
