package dev.parley.gateway.attachment;

import dev.parley.connectors.channel.Attachment;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is stored, without its content.
 *
 * @param source the channel or desk that has it
 * @param sourceKey how that names it; null where the content came with it
 * @param problem why it was refused, for people; null unless it was
 */
@MappedEntity("attachment")
public record StoredAttachment(@Id String id, long conversationId, String source, @Nullable String sourceKey,
        String name, String mediaType, long bytes, Attachment.State state, @Nullable String problem, int attempts,
        Instant nextAttemptAt, Instant createdAt) {

    /** As everybody else sees it. */
    public Attachment shown() {
        return new Attachment(id, name, mediaType, bytes, state);
    }
}
