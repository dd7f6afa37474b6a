package dev.parley.gateway.alert;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The alerts, for pages and scripts. */
@Tag(name = "Operation")
@Controller("/api/v1/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertController {

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    @Operation(summary = "What somebody must know about: first what goes on, then what is over")
    @Get
    Listing list() {
        return new Listing(Stream.concat(alerts.listRaised().stream(), alerts.listCleared().stream())
                .map(alert -> new AlertJson(alert.name(), alert.text(), alert.raisedAt(), alert.clearedAt())).toList());
    }

    @Introspected
    @Schema(name = "Alerts")
    record Listing(List<AlertJson> alerts) {}

    @Introspected
    @Schema(name = "Alert", description = "clearedAt is null while it goes on")
    record AlertJson(String name, String text, Instant raisedAt, @Nullable Instant clearedAt) {}
}
