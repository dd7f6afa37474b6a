package dev.parley.gateway.drill;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drills by hand. */
@Tag(name = "Operation")
@Controller("/api/v1/drills")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DrillController {

    private static final int MAX_CHARACTERS = 1_000;

    private final Drills drills;

    DrillController(Drills drills) {
        this.drills = drills;
    }

    @Operation(summary = "Send a synthetic handoff the real way, and say whether it arrived; takes as long as the patience"
            + " in application.yml, at most")
    @Post
    DrillJson run(@Body Request request) {
        String text = request.text();
        if (text != null && (text.isBlank() || text.length() > MAX_CHARACTERS)) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "text, what the synthetic customer writes, must have"
                    + " 1 to " + MAX_CHARACTERS + " characters, or be left out");
        }
        Drill drill = text == null ? drills.run() : drills.run(text.strip());
        return new DrillJson(drill.text(), drill.isOk(), drill.handoffId() == 0 ? null : drill.handoffId(),
                drill.steps().stream()
                        .map(step -> new Step(step.what(), step.ok(), step.detail(), step.after().toMillis()))
                        .toList());
    }

    @Introspected
    @Schema(name = "DrillRequest", description = "text left out: the first one of application.yml")
    record Request(@Nullable String text) {}

    @Introspected
    @Schema(name = "Drill")
    record DrillJson(String text, boolean ok, @Nullable Long handoffId, List<Step> steps) {}

    @Introspected
    @Schema(name = "DrillStep", description = "detail says what was found and, if it is not ok, what to do; millis since"
            + " the beginning")
    record Step(String what, boolean ok, String detail, long millis) {}
}
