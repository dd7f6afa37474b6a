package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;

/**
 * Conversations with the same channel and language.
 *
 * @param conversations with at least one customer turn
 * @param escalated those with at least one handoff
 * @param closed those that are over
 * @param resolved those that are over without an unresolved handoff and without a thumb down on the last answer
 * @param deflected those that are over with at least one answer and never a handoff
 */
@Introspected
record ConversationCount(String channel, String language, long conversations, long escalated, long closed,
        long resolved, long deflected) {}
