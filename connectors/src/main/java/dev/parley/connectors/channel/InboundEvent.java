package dev.parley.connectors.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something a customer did. Values only, decoded from the platform's payload; the payload itself is not passed on. */
public sealed interface InboundEvent {

    /** Unique for this channel over all redeliveries; at most 200 characters. */
    String deliveryId();

    /** Where it happened. */
    ConversationRef ref();

    /** Who did it, as the platform names them; at most 200 characters. */
    String senderId();

    /** When, by the platform's clock; for display only, never for order. */
    Instant sentAt();

    /** The customer's locale as a BCP 47 tag, or null when the platform doesn't say. */
    @Nullable
    String locale();

    /**
     * The customer wrote.
     *
     * @param text as typed, not blank
     */
    record Message(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String text) implements InboundEvent {}

    /**
     * The customer pressed a button.
     *
     * @param choiceId what it stands for
     */
    record Choice(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String choiceId) implements InboundEvent {

        /** The button "Talk to a person", which every channel offers at any time. */
        public static final String TALK_TO_A_PERSON = "human";
    }

    /**
     * The customer judged an answer; the last judgement counts.
     *
     * @param turnId the turn whose answer is judged, see {@link ConversationEvent.AnswerLink#turnId()}
     * @param helpful thumbs up or down
     * @param comment the customer's words, or null
     */
    record Feedback(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String turnId, boolean helpful, @Nullable String comment) implements InboundEvent {}
}
