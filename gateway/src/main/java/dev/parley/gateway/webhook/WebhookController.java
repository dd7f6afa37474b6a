package dev.parley.gateway.webhook;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other systems were not told yet. */
@Tag(name = "Operation")
@Controller("/api/v1/webhooks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {

    private final WebhookRepository deliveries;
    private final ParleyConfig.Webhooks settings;
    private final Clock clock;

    WebhookController(WebhookRepository deliveries, ParleyConfig config, Clock clock) {
        this.deliveries = deliveries;
        this.settings = config.webhooks();
        this.clock = clock;
    }

    @Operation(summary = "The addresses, and the last messages that were not taken yet")
    @Get
    Listing list() {
        return new Listing(settings.urls().stream().map(url -> {
            WebhookRepository.Waiting waiting = deliveries.countWaiting(url);
            return new Address(url, waiting.waiting(), waiting.oldest());
        }).toList(), deliveries.listUntaken().stream().map(Message::of).toList());
    }

    @Operation(summary = "Send a message once more, now, also one that was given up")
    @Post("/{id}/retry")
    Message retry(@PathVariable long id) {
        if (deliveries.updateAgain(id, clock.instant()) == 0) {
            throw new ParleyException(ErrorCode.NOT_FOUND, "There is no message " + id + " that was not taken.");
        }
        return deliveries.findById(id).map(Message::of).orElseThrow();
    }

    @Introspected
    @Schema(name = "Webhooks")
    record Listing(List<Address> addresses, List<Message> untaken) {}

    @Introspected
    @Schema(name = "WebhookAddress")
    record Address(String url, long waiting, @Nullable Instant oldestWaitingAt) {}

    @Introspected
    @Schema(name = "WebhookMessage", description = "state: pending, or refused when it was given up")
    record Message(long id, String messageId, String type, String url, String state, Instant createdAt, int attempts,
            @Nullable Instant nextAttemptAt, @Nullable String error) {

        static Message of(WebhookDelivery delivery) {
            return new Message(delivery.key(), delivery.messageId(), delivery.type(), delivery.url(),
                    delivery.state().name().toLowerCase(Locale.ROOT), delivery.createdAt(), delivery.attempts(),
                    delivery.state() == WebhookDelivery.State.PENDING ? delivery.nextAttemptAt() : null,
                    delivery.error());
        }
    }
}
