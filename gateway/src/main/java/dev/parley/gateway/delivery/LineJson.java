package dev.parley.gateway.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.RichTextJson;
import dev.parley.gateway.conversation.JudgedLine;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a transcript as agents and operators read it.
 *
 * @param text as it was written; the bot's own is Markdown
 * @param content the same as the customer saw it
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TranscriptLine")
public record LineJson(long seq, Instant at, String type, String text, List<Map<String, Object>> content,
        @Nullable Answer answer, @Nullable Agent agent, @Nullable Notice notice, @Nullable File file) {

    /** The article an answer was cut from, with what the customer and the company said of it. */
    @Introspected
    @Schema(name = "TranscriptAnswer")
    public record Answer(String turnId, String articleId, String title, @Nullable String url,
            @Nullable Boolean helpful, @Nullable Judged judged) {}

    /** What somebody at the company says answers the question; without an article: nothing does. */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TranscriptJudgement")
    public record Judged(String by, @Nullable String articleId) {}

    /** What was sent; its content is at {@code files/{id}} of the handoff. */
    @Introspected
    @Schema(name = "TranscriptFile", description = "state: coming, ready or refused")
    public record File(String id, String name, String mediaType, long bytes, String state) {}

    /** The person who wrote. */
    @Introspected
    @Schema(name = "TranscriptAgent")
    public record Agent(String name) {}

    /** What happened. */
    @Introspected
    @Schema(name = "TranscriptNotice")
    public record Notice(String kind) {}

    /** A stored line. */
    public static LineJson of(JudgedLine line) {
        ConversationEvent.AnswerLink answer = line.answer();
        Attachment file = line.file();
        String agent = line.agentName();
        ConversationEvent.Notice notice = line.notice();
        return new LineJson(line.seq(), line.saidAt(), line.type().name().toLowerCase(Locale.ROOT), line.text(),
                RichTextJson.of(Events.rich(line.type(), line.text())),
                answer == null
                        ? null
                        : new Answer(answer.turnId(), answer.articleId(), answer.title(), answer.url(),
                                answer.helpful(), line.judgedBy() == null
                                        ? null
                                        : new Judged(line.judgedBy(), line.rightArticleId())),
                agent == null ? null : new Agent(agent),
                notice == null ? null : new Notice(notice.name().toLowerCase(Locale.ROOT)),
                file == null
                        ? null
                        : new File(file.id(), file.name(), file.mediaType(), file.bytes(),
                                file.state().name().toLowerCase(Locale.ROOT)));
    }
}
