package dev.parley.connectors.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.RichTextJson;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as the web chat's API shows it. */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Event", description = "One line of a conversation; seq rises by one.")
record EventJson(long seq, @Nullable Instant at, String type,
        @Schema(description = "CommonMark for bot texts, plain text for customers and agents") String text,
        @Schema(description = "The same as a tree of blocks, to be drawn without parsing markup") List<Map<String, Object>> rich,
        @Nullable AnswerJson answer, @Nullable AgentJson agent, @Nullable NoticeJson notice,
        @Nullable String clientMessageId, @Nullable List<ChoiceJson> choices, @Nullable FileJson file) {

    /** What a heartbeat carries. */
    static final EventJson NOTHING = new EventJson(0, null, "heartbeat", "", List.of(), null, null, null, null, null,
            null);

    @Introspected
    @Schema(name = "AnswerSource", description = "The article an answer was cut from, and the customer's verdict.")
    record AnswerJson(String turnId, String articleId, String title, @Nullable String url, @Nullable LocalDate updated,
            String language, @Nullable Boolean helpful) {}

    @Introspected
    @Schema(name = "Choice", description = "A button to press")
    record ChoiceJson(String id, String label) {}

    @Introspected
    @Schema(name = "File", description = "Of the line; its content is at files/{id}. state: coming, ready or refused;"
            + " mediaType is empty and bytes is 0 until they are known")
    record FileJson(String id, String name, String mediaType, long bytes, String state) {

        static @Nullable FileJson of(@Nullable Attachment file) {
            return file == null
                    ? null
                    : new FileJson(file.id(), file.name(), file.mediaType(), file.bytes(), lower(file.state()));
        }
    }

    @Introspected
    @Schema(name = "AgentName")
    record AgentJson(String name) {}

    @Introspected
    @Schema(name = "NoticeKind", description = "handoff, joined, returned, resolved, unreachable, contact or comment")
    record NoticeJson(String kind) {}

    static EventJson of(ConversationEvent event) {
        ConversationEvent.AnswerLink answer = event.answer();
        String agent = event.agentName();
        ConversationEvent.Notice notice = event.notice();
        return new EventJson(event.seq(), event.at(), lower(event.type()), event.text(),
                RichTextJson.of(event.rich()),
                answer == null
                        ? null
                        : new AnswerJson(answer.turnId(), answer.articleId(), answer.title(), answer.url(),
                                answer.updated(), answer.language(), answer.helpful()),
                agent == null ? null : new AgentJson(agent), notice == null ? null : new NoticeJson(lower(notice)),
                event.clientMessageId(),
                event.choices().isEmpty()
                        ? null
                        : event.choices().stream().map(choice -> new ChoiceJson(choice.id(), choice.label())).toList(),
                FileJson.of(event.file()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
