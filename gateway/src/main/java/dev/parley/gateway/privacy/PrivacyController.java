package dev.parley.gateway.privacy;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Forgetting customers, and copies of the database. */
@Tag(name = "Privacy")
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PrivacyController {

    private final Forgetting forgetting;
    private final Backups backups;

    PrivacyController(Forgetting forgetting, Backups backups) {
        this.forgetting = forgetting;
        this.backups = backups;
    }

    @Operation(summary = "Forget a customer, by the id that handoffs show; the counts stay")
    @Delete("/customers/{id}")
    Forgotten forget(@PathVariable String id) {
        return new Forgotten(forgetting.forget(id));
    }

    @Operation(summary = "Write a copy of the embedded database to a file of the server's machine")
    @Post("/backup")
    Backup backup(@Body BackupRequest request) {
        String file = request.file();
        if (file == null || file.isBlank()) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "file, an absolute path, is missing");
        }
        try {
            return new Backup(file, backups.write(Path.of(file)));
        } catch (InvalidPathException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "file is no path", e);
        }
    }

    @Introspected
    @Schema(name = "Forgotten")
    record Forgotten(int conversations) {}

    @Introspected
    @Schema(name = "BackupRequest")
    record BackupRequest(@Nullable String file) {}

    @Introspected
    @Schema(name = "Backup")
    record Backup(String file, long bytes) {}
}
