package dev.parley.gateway.intake;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be handled.
 *
 * @param conversation its number in the database
 * @param conversationId its id in its channel
 * @param why what the last attempt ended with; null when an older version gave up
 */
@Introspected
@Schema(name = "DeadLetter")
record DeadLetter(long id, String channel, long conversation, String conversationId, String kind, String text,
        int attempts, Instant acceptedAt, @Nullable String why) {}
