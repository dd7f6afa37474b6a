package dev.parley.gateway.intake;

import dev.parley.kb.Sha256;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One accepted event.
 *
 * @param content a message's text, a choice's id, or a judgement: whatever makes two events with one delivery id differ
 * @param seq its line in the transcript; 0 when it has none
 */
@MappedEntity("inbox")
public record InboxItem(@Id @GeneratedValue @Nullable Long id, String channel, String deliveryId, long conversationId,
        Kind kind, String content, long seq, Instant acceptedAt, State state, int attempts) {

    /** What the customer did. */
    public enum Kind {
        /** Wrote. */
        MESSAGE,
        /** Sent a file, without a word; the content is its name. */
        FILE,
        /** Pressed a button. */
        CHOICE,
        /** Judged an answer. */
        FEEDBACK,
        /** Something that is no turn, for example edited a message. */
        NOTE
    }

    private static final Pattern ERASED = Pattern.compile("erased-[0-9a-f]{64}");

    /** Where it stands. */
    public enum State {
        /** To be worked off. */
        PENDING,
        /** Worked off. */
        DONE,
        /** Given up after too many failures; kept to be looked at. */
        DEAD,
        /** Its customer was forgotten; kept without content, so that a retry finds it. */
        ERASED
    }

    /** What stands in the place of a delivery's id when its customer was forgotten: so that a retry still finds it. */
    public static String erasedDeliveryId(String deliveryId) {
        return ERASED.matcher(deliveryId).matches() ? deliveryId : "erased-" + Sha256.hex(deliveryId);
    }

    /** The same as a pressed button. */
    public InboxItem asChoice(String choiceId) {
        return new InboxItem(id, channel, deliveryId, conversationId, Kind.CHOICE, choiceId, seq, acceptedAt, state,
                attempts);
    }

    /** The same without what it says. */
    public InboxItem withoutContent() {
        return new InboxItem(id, channel, deliveryId, conversationId, kind, "", seq, acceptedAt, state, attempts);
    }

    /** The row's key. */
    public long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
