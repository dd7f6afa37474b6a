package dev.parley.gateway.privacy;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer was forgotten. The only trace of who that was is a hash, which says yes or no to whoever has the id.
 *
 * @param customerHash SHA-256 of the id, in hexadecimal
 */
@MappedEntity
record Tombstone(@Id @GeneratedValue @Nullable Long id, String customerHash, Instant erasedAt, int conversations) {}
