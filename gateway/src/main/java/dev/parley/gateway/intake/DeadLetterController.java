package dev.parley.gateway.intake;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ErrorCode;
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
import java.time.Instant;
import java.util.List;

/** Events that were given up after too many failures: to be looked at, and tried again. */
@Tag(name = "Conversations")
@Controller("/api/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLetterController {

    private final InboxRepository inbox;
    private final InboxWorker worker;
    private final Alerts alerts;
    private final Unreadables unreadables;

    DeadLetterController(InboxRepository inbox, InboxWorker worker, Alerts alerts, Unreadables unreadables) {
        this.inbox = inbox;
        this.worker = worker;
        this.alerts = alerts;
        this.unreadables = unreadables;
    }

    @Operation(summary = "The last 200 events that could not be handled, newest first, and what could not even be read")
    @Get
    Listing list() {
        return new Listing(inbox.listDead(),
                unreadables.list().stream().map(Unreadable::of).toList());
    }

    @Operation(summary = "Try one again: it is the next in its conversation")
    @Post("/{id}/replay")
    DeadLetter replay(@PathVariable long id) {
        DeadLetter letter = inbox.findDead(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "There is no dead letter " + id + "."));
        inbox.deleteDeadLetter(id);
        inbox.updateRevived(id);
        if (inbox.listDead().isEmpty()) {
            alerts.clear(InboxWorker.ALERT);
        }
        worker.wake(letter.conversation());
        return letter;
    }

    @Introspected
    @Schema(name = "DeadLetters")
    record Listing(List<DeadLetter> deadLetters, List<Unreadable> unreadable) {}

    @Introspected
    @Schema(name = "Unreadable", description = "What a platform delivered and nobody can read, as it came.")
    record Unreadable(String channel, String deliveryId, String why, String payload, Instant receivedAt) {

        static Unreadable of(UnreadableRow row) {
            return new Unreadable(row.channel(), row.deliveryId(), row.why(), row.payload(), row.receivedAt());
        }
    }
}
