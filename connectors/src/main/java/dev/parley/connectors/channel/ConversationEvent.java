package dev.parley.connectors.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a conversation as its customer sees it.
 *
 * @param seq its place, rising by one from 1
 * @param at when it was stored
 * @param type who speaks
 * @param text CommonMark for bot texts, plain text for customers and agents
 * @param rich the same, parsed
 * @param answer where a bot's answer comes from; null for everything else
 * @param agentName the person who wrote; null unless {@code type} is AGENT
 * @param notice what a notice tells; null unless {@code type} is NOTICE
 * @param clientMessageId the sender's own id of a customer's message; null for everything else
 * @param choices buttons to press, most likely first; empty for nearly everything
 * @param file what was sent; null for nearly everything
 */
public record ConversationEvent(long seq, Instant at, Type type, String text, RichText rich,
        @Nullable AnswerLink answer, @Nullable String agentName, @Nullable Notice notice,
        @Nullable String clientMessageId, List<Choice> choices, @Nullable Attachment file) {

    /** Copies the choices. */
    public ConversationEvent {
        choices = List.copyOf(choices);
    }

    /** The same with a file. */
    public ConversationEvent with(Attachment attachment) {
        return new ConversationEvent(seq, at, type, text, rich, answer, agentName, notice, clientMessageId, choices,
                attachment);
    }

    /** The same, shown otherwise. */
    public ConversationEvent with(RichText other) {
        return new ConversationEvent(seq, at, type, text, other, answer, agentName, notice, clientMessageId, choices,
                file);
    }

    /**
     * A button.
     *
     * @param id comes back in {@link InboundEvent.Choice}; at most 64 characters
     * @param label plain text
     */
    public record Choice(String id, String label) {}

    /** Who speaks. */
    public enum Type {
        /** The customer. */
        CUSTOMER,
        /** The bot. */
        BOT,
        /** A person. */
        AGENT,
        /** Nobody: something happened to the conversation. */
        NOTICE
    }

    /** What happened to the conversation. */
    public enum Notice {
        /** It waits for a person. */
        HANDOFF,
        /** A person joined. */
        JOINED,
        /** The bot answers again. */
        RETURNED,
        /** A person closed it; the bot answers again. */
        RESOLVED,
        /** The customer can't be written to any more; only people see it. */
        UNREACHABLE,
        /** The customer said how to reach them. */
        CONTACT,
        /** The customer said what was missing in an answer. */
        COMMENT
    }

    /**
     * The article an answer was cut from.
     *
     * @param turnId names the answer in feedback
     * @param articleId the article
     * @param title its title
     * @param url where it can be read whole, or null
     * @param updated when it last changed, or null when unknown
     * @param language its language, ISO 639-1
     * @param helpful the customer's last judgement, or null
     */
    public record AnswerLink(String turnId, String articleId, String title, @Nullable String url,
            @Nullable LocalDate updated, String language, @Nullable Boolean helpful) {}
}
