package dev.parley.gateway.knowledge;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state of the approved articles that one can go back to.
 *
 * @param cause IMPORT, PUBLISH (or taking back what was published) or ROLLBACK
 * @param articles JSON of {@link Generations.Member}
 * @param note what is worth knowing of it, for example that a figure fell; null when nothing is
 * @param heldReading after a rollback: the state of the folder that must not come back by itself; else null
 * @param examined JSON of {@link Gate.Examined}; null while the golden questions were not asked
 */
@MappedEntity("generation")
record GenerationRow(@Id @GeneratedValue @Nullable Long id, Instant createdAt, String cause, String articles,
        int articleCount, @Nullable String note, @Nullable String heldReading, @Nullable String examined) {}
