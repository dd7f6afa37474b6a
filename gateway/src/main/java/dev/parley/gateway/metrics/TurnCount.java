package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/**
 * Turns with the same category, channel and language.
 *
 * @param turns all of them
 * @param retrieved those for which the knowledge base was asked
 * @param answered those answered from it
 * @param clarified those in which the bot asked which article is meant
 * @param handoffs those that led to a handoff
 */
@Introspected
record TurnCount(String category, String channel, String language, long turns, long retrieved, long answered,
        long clarified, long handoffs) {}
