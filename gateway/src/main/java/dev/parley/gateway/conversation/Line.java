package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.ConversationEvent;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stored line of a transcript.
 *
 * @param text CommonMark for bot lines, plain text for all others
 * @param choices JSON of buttons, see {@link Choices}; null when there are none
 * @param attachmentId the file that was sent; null for nearly all
 * @param turnId the turn that a bot's answer, or its question back, belongs to, which is what feedback names; else null
 */
@MappedEntity("transcript")
public record Line(@Id @GeneratedValue @Nullable Long id, long conversationId, long seq, Instant saidAt,
        ConversationEvent.Type type, String text, @Nullable String clientMessageId, @Nullable String agentName,
        ConversationEvent.@Nullable Notice notice, @Nullable Long turnId, @Nullable String articleId,
        @Nullable String articleLanguage, @Nullable String articleTitle, @Nullable String articleUrl,
        @Nullable LocalDate articleUpdated, @Nullable String choices, @Nullable String attachmentId) {

    /** What the customer wrote. */
    public static Line customer(String text, @Nullable String clientMessageId) {
        return said(ConversationEvent.Type.CUSTOMER, text, clientMessageId, null, null);
    }

    /** What the bot says that is no answer. */
    public static Line bot(String text) {
        return said(ConversationEvent.Type.BOT, text, null, null, null);
    }

    /** What belongs to an answer that follows: it is held back with it. */
    public static Line part(String text, long turnId) {
        return new Line(null, 0, 0, Instant.EPOCH, ConversationEvent.Type.BOT, text, null, null, null, turnId, null,
                null,
                null, null, null, null, null);
    }

    /** What a person says. */
    public static Line agent(String name, String text) {
        return said(ConversationEvent.Type.AGENT, text, null, name, null);
    }

    /** What happened. */
    public static Line notice(ConversationEvent.Notice notice, String text) {
        return said(ConversationEvent.Type.NOTICE, text, null, null, notice);
    }

    /** An answer with its source. */
    public static Line answer(String text, long turnId, String articleId, String language, String title,
            @Nullable String url, @Nullable LocalDate updated) {
        return new Line(null, 0, 0, Instant.EPOCH, ConversationEvent.Type.BOT, text, null, null, null, turnId,
                articleId, language, title, url, updated, null, null);
    }

    /** The bot asks which one is meant: held back like the answer that it leads to. */
    public static Line clarification(String text, long turnId, List<ConversationEvent.Choice> choices) {
        return asked(text, turnId, choices);
    }

    /** The bot asks how it was. */
    public static Line question(String text, List<ConversationEvent.Choice> choices) {
        return asked(text, null, choices);
    }

    private static Line asked(String text, @Nullable Long turnId, List<ConversationEvent.Choice> choices) {
        return new Line(null, 0, 0, Instant.EPOCH, ConversationEvent.Type.BOT, text, null, null, null, turnId, null,
                null, null, null, null, Choices.toJson(choices), null);
    }

    private static Line said(ConversationEvent.Type type, String text, @Nullable String clientMessageId,
            @Nullable String agentName, ConversationEvent.@Nullable Notice notice) {
        return new Line(null, 0, 0, Instant.EPOCH, type, text, clientMessageId, agentName, notice, null, null, null,
                null, null, null, null, null);
    }

    /** The same with a file, see {@code Attachments}. */
    public Line with(String fileId) {
        return new Line(id, conversationId, seq, saidAt, type, text, clientMessageId, agentName, notice, turnId,
                articleId, articleLanguage, articleTitle, articleUrl, articleUpdated, choices, fileId);
    }

    Line at(Conversation conversation, Instant now) {
        return new Line(id, conversation.key(), conversation.lastSeq(), now, type, text, clientMessageId, agentName,
                notice, turnId, articleId, articleLanguage, articleTitle, articleUrl, articleUpdated, choices,
                attachmentId);
    }
}
