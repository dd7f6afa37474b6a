package dev.parley.connectors.channel;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param text as typed; not blank unless there are files
     * @param senderName how the customer is called, or null
     * @param files what they sent with it
     */
    record Message(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String text, @Nullable String senderName, List<SentFile> files) implements InboundEvent {

        /** Copies the list. */
        public Message {
            files = List.copyOf(files);
        }

        /** Without files. */
        public Message(String deliveryId, ConversationRef ref, String senderId, Instant sentAt,
                @Nullable String locale, String text, @Nullable String senderName) {
            this(deliveryId, ref, senderId, sentAt, locale, text, senderName, List.of());
        }

        /** From somebody whose name is not known. */
        public Message(String deliveryId, ConversationRef ref, String senderId, Instant sentAt,
                @Nullable String locale, String text) {
            this(deliveryId, ref, senderId, sentAt, locale, text, null);
        }
    }

    /**
     * The customer changed what they wrote before, or took it back. It is no new question; people see it.
     *
     * @param messageId the {@link Message#deliveryId} of what was changed
     * @param text as it is now, not blank; null: taken back
     */
    record Edited(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String messageId, @Nullable String text) implements InboundEvent {}

    /**
     * The customer can't be written to any more, for example because they blocked the bot; people see it.
     *
     * @param why a short sentence for people
     */
    record Unreachable(String deliveryId, ConversationRef ref, String senderId, Instant sentAt,
            @Nullable String locale, String why) implements InboundEvent {}

    /**
     * The customer said something of themselves beside messages, for example in a form; people see it.
     *
     * @param fields by name, at most {@link #MAX_FIELDS} of {@link #MAX_CHARACTERS} characters; a blank one is taken back
     */
    record Details(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            Map<String, String> fields) implements InboundEvent {

        /** The field that says how the customer is called. */
        public static final String NAME = "name";
        /** The field with an address to write to. */
        public static final String EMAIL = "email";
        /** The field with the address of the page where the chat was opened. */
        public static final String PAGE = "page";
        /** The field with what a link to the channel carried: a short key, or a name. */
        public static final String START = "start";
        /** More are a mistake, or an attack. */
        public static final int MAX_FIELDS = 12;
        /** Of one field. */
        public static final int MAX_CHARACTERS = 500;

        /** Copies the map, in its order. */
        public Details {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** The customer chose the language of {@link #locale}, which is not null. */
    record LanguageChosen(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, String locale)
            implements
                InboundEvent {}

    /** The customer wants to be forgotten: everything of theirs on this channel is erased. */
    record Forget(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale)
            implements
                InboundEvent {}

    /**
     * The platform gave the place of a conversation another name; it goes on there.
     *
     * @param newKey the new {@link ConversationRef#conversationKey}
     */
    record Moved(String deliveryId, ConversationRef ref, String senderId, Instant sentAt, @Nullable String locale,
            String newKey) implements InboundEvent {}

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
