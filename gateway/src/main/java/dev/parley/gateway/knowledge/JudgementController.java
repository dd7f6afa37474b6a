package dev.parley.gateway.knowledge;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** What people said answers questions, to be looked through: each overrides whatever the bot would find. */
@Tag(name = "Turns")
@Controller("/api/v1/judgements")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JudgementController {

    private final Judgements judgements;

    JudgementController(Judgements judgements) {
        this.judgements = judgements;
    }

    @Operation(summary = "The last 500 judgements that are in force, the newest first; each is changed or taken back at its turn")
    @Get
    Listing list() {
        return new Listing(judgements.listNewestFirst().stream().map(JudgementJson::of).toList());
    }

    @Introspected
    @Schema(name = "Judgements")
    record Listing(List<JudgementJson> judgements) {}
}
