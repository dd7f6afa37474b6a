package dev.parley.gateway.rollout;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * People decided that the bot does not answer for a while. Kept when it is over: who paused what, and why, is the record.
 *
 * @param channel null: on all channels
 * @param category null: for all categories
 * @param reason in a person's words
 * @param pausedBy who
 * @param expiresAt null: until somebody ends it
 * @param endedAt null while nobody ended it
 */
@MappedEntity
public record Pause(@Id @GeneratedValue @Nullable Long id, @Nullable String channel, @Nullable String category,
        String reason, String pausedBy, Instant startedAt, @Nullable Instant expiresAt, @Nullable Instant endedAt,
        @Nullable String endedBy) {

    boolean isFor(String where, String what) {
        return (channel == null || channel.equals(where)) && (category == null || category.equals(what));
    }

    boolean isOver(Instant now) {
        return endedAt != null || expiresAt != null && !expiresAt.isAfter(now);
    }

    Pause ended(String by, Instant now) {
        return new Pause(id, channel, category, reason, pausedBy, startedAt, expiresAt, now, by);
    }
}
