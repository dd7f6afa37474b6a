package dev.parley.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.alert.Alert;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Details;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bodies of messages; docs/webhooks.md describes them. Pure. */
final class Messages {

    private static final ObjectMapper JSON = new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);
    private static final Set<HandoffEvent.Kind> TOLD = Set.of(HandoffEvent.Kind.OPENED, HandoffEvent.Kind.CLAIMED,
            HandoffEvent.Kind.REPLIED, HandoffEvent.Kind.RESOLVED, HandoffEvent.Kind.RETURNED, HandoffEvent.Kind.MOVED,
            HandoffEvent.Kind.RATED, HandoffEvent.Kind.UNDELIVERED);

    private Messages() {}

    record Message(String type, String timestamp, Data data) {}

    /** Null what a message is not about. */
    record Data(@Nullable HandoffData handoff, @Nullable ConversationData conversation, @Nullable String agent,
            @Nullable String text, @Nullable Integer score, @Nullable AlertData alert) {}

    record HandoffData(long id, @Nullable String url, String state, String reason, @Nullable String rule,
            String category, String priority, @Nullable String why, String team, String openedAt,
            @Nullable String dueAt, @Nullable String claimedAt, @Nullable String resolvedAt, @Nullable String agent,
            @Nullable String outcome, @Nullable String solution) {}

    record ConversationData(String id, String channel, String language, Map<String, String> customer,
            List<LineData> transcript) {}

    record LineData(long seq, String at, String who, @Nullable String name, String text) {}

    record AlertData(String name, String text, String raisedAt, @Nullable String clearedAt) {}

    /** The name of the message, if other systems are told of such events. */
    static Optional<String> typeOf(HandoffEvent event) {
        boolean isSaidByAnother = event.kind() == HandoffEvent.Kind.MOVED && event.remark() == null;
        return TOLD.contains(event.kind()) && !isSaidByAnother
                ? Optional.of("handoff." + event.kind().name().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** @param publicUrl how the desk's page is reached; null: not known */
    static String of(String type, HandoffEvent event, Handoff handoff, Conversation conversation,
            List<JudgedLine> lines, @Nullable String publicUrl) {
        HandoffData data = new HandoffData(handoff.key(),
                publicUrl == null ? null : publicUrl + "/admin/handoffs#open/" + handoff.key(), lower(handoff.state()),
                handoff.reason(), handoff.rule(), handoff.category(), lower(handoff.priority()), handoff.why(),
                handoff.team(), handoff.openedAt().toString(), text(handoff.dueAt()), text(handoff.claimedAt()),
                text(handoff.resolvedAt()), handoff.agentName(),
                handoff.outcome() == null ? null : lower(handoff.outcome()),
                handoff.solution() == null ? null : lower(handoff.solution()));
        Map<String, String> customer = new LinkedHashMap<>(Details.fromJson(conversation.details()));
        customer.put("id", conversation.customerId());
        if (conversation.customerName() != null) {
            customer.put("name", conversation.customerName());
        }
        ConversationData where = new ConversationData(conversation.conversationKey(), conversation.channel(),
                conversation.language(), customer, lines.stream().map(Messages::of).toList());
        return write(new Message(type, event.happenedAt().toString(), new Data(data, where, event.person(),
                event.kind() == HandoffEvent.Kind.REPLIED ? reply(event, lines) : null,
                event.kind() == HandoffEvent.Kind.RATED ? Integer.valueOf(String.valueOf(event.remark())) : null,
                null)));
    }

    static String of(String type, Alert alert) {
        return write(new Message(type, (alert.clearedAt() == null ? alert.raisedAt() : alert.clearedAt()).toString(),
                new Data(null, null, null, null, null,
                        new AlertData(alert.name(), alert.text(), alert.raisedAt().toString(),
                                text(alert.clearedAt())))));
    }

    /** All pieces of it: the event's key names the first line and the last. */
    private static String reply(HandoffEvent event, List<JudgedLine> lines) {
        String[] seqs = event.onceKey().substring(event.onceKey().indexOf(':') + 1).split("-");
        return lines.stream()
                .filter(line -> line.seq() >= Long.parseLong(seqs[0]) && line.seq() <= Long.parseLong(seqs[1]))
                .map(JudgedLine::text).collect(Collectors.joining("\n"));
    }

    private static LineData of(JudgedLine line) {
        return new LineData(line.seq(), line.saidAt().toString(), lower(line.type()), line.agentName(), line.text());
    }

    private static @Nullable String text(@Nullable Object instant) {
        return instant == null ? null : instant.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String write(Message message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers can be written", e);
        }
    }
}
