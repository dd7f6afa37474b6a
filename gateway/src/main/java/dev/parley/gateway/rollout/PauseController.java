package dev.parley.gateway.rollout;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pausing the bot's answers. */
@Tag(name = "Rules")
@Controller("/api/v1/pauses")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PauseController {

    private static final int MAX_CHARACTERS = 500;
    private static final int MAX_MINUTES = 60 * 24 * 365;

    private final Pauses pauses;
    private final PauseRepository repository;
    private final Clock clock;

    PauseController(Pauses pauses, PauseRepository repository, Clock clock) {
        this.pauses = pauses;
        this.repository = repository;
        this.clock = clock;
    }

    @Operation(summary = "The last 200 pauses, newest first, over or not")
    @Get
    Listing list() {
        return new Listing(repository.listNewestFirst().stream().map(this::json).toList());
    }

    @Operation(summary = "Pause answers on a channel, of a category, or altogether, at once and for all replicas within a second")
    @Post
    @Status(HttpStatus.CREATED)
    PauseJson begin(@Body PauseRequest request) {
        String reason = request.reason();
        if (reason == null || reason.isBlank() || reason.length() > MAX_CHARACTERS) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "reason, why answers are paused, must have 1 to "
                    + MAX_CHARACTERS + " characters");
        }
        Integer minutes = request.minutes();
        if (minutes != null && (minutes < 1 || minutes > MAX_MINUTES)) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "minutes must be from 1 to " + MAX_MINUTES
                    + ", or left out: then the pause lasts until it is ended");
        }
        return json(pauses.begin(blankToNull(request.channel()), blankToNull(request.category()), reason.strip(),
                who(request.by()), minutes == null ? null : Duration.ofMinutes(minutes)));
    }

    @Operation(summary = "End the pauses of exactly this channel and category; both left out: those of everything")
    @Delete
    Listing end(@QueryValue @Nullable String channel, @QueryValue @Nullable String category,
            @QueryValue @Nullable String by) {
        return new Listing(pauses.end(blankToNull(channel), blankToNull(category), who(by)).stream().map(this::json)
                .toList());
    }

    private static String who(@Nullable String name) {
        String given = blankToNull(name);
        return given == null ? "admin" : given;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        if (text != null && text.length() > MAX_CHARACTERS) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "names have at most " + MAX_CHARACTERS + " characters");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private PauseJson json(Pause pause) {
        return new PauseJson(pause.id() == null ? 0 : pause.id(), pause.channel(), pause.category(), pause.reason(),
                pause.pausedBy(), pause.startedAt(), pause.expiresAt(), pause.endedAt(), pause.endedBy(),
                !pause.isOver(clock.instant()));
    }

    @Introspected
    @Schema(name = "PauseRequest", description = "channel and category left out: all. minutes left out: until it is ended.")
    record PauseRequest(@Nullable String channel, @Nullable String category, @Nullable String reason,
            @Nullable Integer minutes, @Nullable String by) {}

    @Introspected
    @Schema(name = "Pause")
    record PauseJson(long id, @Nullable String channel, @Nullable String category, String reason, String by,
            Instant startedAt, @Nullable Instant expiresAt, @Nullable Instant endedAt, @Nullable String endedBy,
            boolean active) {}

    @Introspected
    @Schema(name = "Pauses")
    record Listing(List<PauseJson> pauses) {}
}
