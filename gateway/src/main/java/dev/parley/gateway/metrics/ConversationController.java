package dev.parley.gateway.metrics;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.delivery.LineJson;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One conversation with what was decided in it, and why. */
@Tag(name = "Conversations")
@Controller("/api/v1/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationController {

    private final Conversations conversations;
    private final TurnRepository turns;

    ConversationController(Conversations conversations, TurnRepository turns) {
        this.conversations = conversations;
        this.turns = turns;
    }

    @Operation(summary = "Transcript and decision records of a conversation, by its id in its channel", description = "thread:"
            + " of a place with many, such as a channel in Slack; without it the one where something was said last")
    @Get("/{id}{?thread}")
    Record get(@PathVariable String id, @Nullable String thread) {
        Conversation conversation = conversations.listByKey(id).stream()
                .filter(each -> thread == null || each.threadKey().equals(thread)).findFirst()
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "There is no conversation " + id + "."));
        return new Record(id, conversation.threadKey().isEmpty() ? null : conversation.threadKey(),
                conversation.channel(), conversation.language(),
                conversation.handler().name().toLowerCase(Locale.ROOT), conversation.startedAt(),
                conversations.listLinesAfter(conversation.key(), 0).stream().map(LineJson::of).toList(),
                turns.listOf(conversation.key()).stream().map(TurnJson::of).toList());
    }

    @Introspected
    @Schema(name = "ConversationRecord")
    record Record(String id, @Nullable String thread, String channel, String language, String handler,
            Instant startedAt,
            List<LineJson> transcript, List<TurnJson> turns) {}
}
