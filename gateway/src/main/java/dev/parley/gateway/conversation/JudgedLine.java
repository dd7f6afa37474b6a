package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.ConversationEvent;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is read: with what the customer and the company said of it.
 *
 * @param judgedBy who at the company judged the question that it answers; null: nobody
 * @param rightArticleId what they say answers it; null: nothing, or nobody judged it
 */
@Introspected
public record JudgedLine(long seq, Instant saidAt, ConversationEvent.Type type, String text,
        @Nullable String clientMessageId, @Nullable String agentName, ConversationEvent.@Nullable Notice notice,
        @Nullable Long turnId, @Nullable String articleId, @Nullable String articleLanguage,
        @Nullable String articleTitle, @Nullable String articleUrl, @Nullable LocalDate articleUpdated,
        @Nullable Boolean helpful, @Nullable String judgedBy, @Nullable String rightArticleId,
        @Nullable String choices, @Nullable String attachmentId, @Nullable String attachmentName,
        @Nullable String attachmentType, @Nullable Long attachmentBytes,
        Attachment.@Nullable State attachmentState) {

    /** What was sent, or null. */
    public @Nullable Attachment file() {
        return attachmentId == null || attachmentName == null || attachmentType == null || attachmentBytes == null
                || attachmentState == null
                        ? null
                        : new Attachment(attachmentId, attachmentName, attachmentType, attachmentBytes,
                                attachmentState);
    }

    /** Text, and the name of a file. */
    public String words() {
        return attachmentName == null ? text : (text + " 📎 " + attachmentName).strip();
    }

    /** The buttons below it. */
    public List<ConversationEvent.Choice> buttons() {
        return Choices.fromJson(choices);
    }

    /** Where an answer comes from, or null. */
    public ConversationEvent.@Nullable AnswerLink answer() {
        return turnId == null || articleId == null || articleLanguage == null || articleTitle == null
                ? null
                : new ConversationEvent.AnswerLink(String.valueOf(turnId), articleId, articleTitle, articleUrl,
                        articleUpdated, articleLanguage, helpful);
    }
}
