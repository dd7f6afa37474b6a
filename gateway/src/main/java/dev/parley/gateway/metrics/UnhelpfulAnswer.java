package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that its customer marked as not helpful.
 *
 * @param text what was asked
 * @param articleTitle of the article that the answer was cut from; null: it is not known any more
 * @param comment what the customer said was missing; null: nothing
 */
@Introspected
@Schema(name = "UnhelpfulAnswer")
public record UnhelpfulAnswer(long turnId, String text, String language, String articleId,
        @Nullable String articleTitle, @Nullable String comment, Instant receivedAt) {}
