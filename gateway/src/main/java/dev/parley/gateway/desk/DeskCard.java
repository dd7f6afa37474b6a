package dev.parley.gateway.desk;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a desk shows of a handoff.
 *
 * @param cardId the desk's name for the card; null until it was shown
 * @param shownState the state that the card shows
 * @param shownSeq the last line that stands below it
 * @param attempts 1 from the first one on, so that after a crash the card is looked for, and one more for each refusal
 */
@MappedEntity("desk_card")
record DeskCard(@Id long handoffId, String desk, String destination, @Nullable String cardId, String shownState,
        long shownSeq, int attempts, Instant nextAttemptAt) {}
