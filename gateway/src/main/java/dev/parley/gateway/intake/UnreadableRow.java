package dev.parley.gateway.intake;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a platform delivered and nobody can read, as it came. */
@MappedEntity("unreadable")
record UnreadableRow(@Id @GeneratedValue @Nullable Long id, String channel, String deliveryId, String payload,
        String why, Instant receivedAt) {}
