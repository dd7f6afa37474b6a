package dev.parley.gateway.conversation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel has not been handed yet.
 *
 * @param channel its id
 * @param waiting lines
 * @param oldestAt since when the first of them could go; null when none waits
 * @param uncertain how many attempts a crash broke off, ever, so that a line may have been shown twice
 * @param refused lines that the channel refused, ever
 */
@Introspected
public record OutboxQueue(String channel, long waiting, @Nullable Instant oldestAt, long uncertain, long refused) {}
