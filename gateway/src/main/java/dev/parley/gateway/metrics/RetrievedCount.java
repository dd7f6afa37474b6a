package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/**
 * Turns for which the knowledge base was asked.
 *
 * @param retrieved all of them
 * @param answered those answered from it
 */
@Introspected
public record RetrievedCount(long retrieved, long answered) {}
