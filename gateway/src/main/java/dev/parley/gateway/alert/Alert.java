package dev.parley.gateway.alert;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody must know about. Immutable.
 *
 * @param name of what is wrong: there is one alert of each name
 * @param text what is wrong and what to do, in a sentence or two
 * @param clearedAt when it was over; null: it is not
 */
@MappedEntity
public record Alert(@Id String name, String text, Instant raisedAt, @Nullable Instant clearedAt) {}
