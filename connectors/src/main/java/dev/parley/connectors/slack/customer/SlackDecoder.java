package dev.parley.connectors.slack.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.SentFile;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackPayload;
import dev.parley.connectors.slack.api.SlackText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From what Slack delivered to what a customer did. Pure but for the question whether a thread is known. */
final class SlackDecoder {

    /** What Slack leaves of a deleted message that has answers. */
    private static final String TOMBSTONE = "tombstone";
    private static final Set<String> PLAIN = Set.of("", "file_share", "thread_broadcast", "me_message");

    private final String botUserId;
    private final Predicate<ConversationRef> isKnown;
    private final Predicate<ConversationRef> isWithPerson;

    /**
     * @param botUserId our own user, whose messages are not a customer's
     * @param isKnown whether somebody already talks with the bot there, so that it need not be named again
     * @param isWithPerson whether a person helps there
     */
    SlackDecoder(String botUserId, Predicate<ConversationRef> isKnown, Predicate<ConversationRef> isWithPerson) {
        this.botUserId = botUserId;
        this.isKnown = isKnown;
        this.isWithPerson = isWithPerson;
    }

    /** @throws RuntimeException when the payload lacks what its kind must have */
    Optional<InboundEvent> decode(SlackPayload payload) {
        return switch (payload.kind()) {
            case EVENT -> event(payload.body().path("event"));
            case INTERACTION -> pressed(payload.body());
            case COMMAND -> Optional.empty();
        };
    }

    private Optional<InboundEvent> event(JsonNode event) {
        String type = event.path("type").asText();
        if (!type.equals("message") && !type.equals("app_mention") || event.hasNonNull("bot_id")) {
            return Optional.empty();
        }
        return switch (event.path("subtype").asText("")) {
            case "message_changed" -> changed(event);
            case "message_deleted" -> deleted(event);
            case String subtype when PLAIN.contains(subtype) -> message(event, type.equals("app_mention"));
            default -> Optional.empty();
        };
    }

    private Optional<InboundEvent> message(JsonNode event, boolean mention) {
        String channel = required(event, "channel");
        String user = required(event, "user");
        String ts = required(event, "ts");
        String thread = SlackPlaces.text(event, "thread_ts");
        ConversationRef ref = place(channel, ts, thread);
        String text = textOf(event);
        // The same message may come as either event, and one that is caught up with is no event at all.
        boolean isMentioned = mention || event.path("text").asText("").contains("<@" + botUserId);
        boolean forUs = isMentioned || SlackPlaces.isDirect(channel) || thread != null && isKnown.test(ref);
        List<SentFile.Reference> files = SlackFiles.of(event);
        if (user.equals(botUserId) || !forUs || text.isBlank() && files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InboundEvent.Message(channel + ":" + ts, ref, customer(user), at(ts), null, text, null,
                List.copyOf(files)));
    }

    /** Who answers a person in a thread of their direct messages goes on with that person, and does not begin anew. */
    private ConversationRef place(String channel, String ts, @Nullable String thread) {
        ConversationRef ref = SlackPlaces.ref(channel, ts, thread);
        ConversationRef direct = SlackPlaces.ref(channel, ts, null);
        boolean isAside = SlackPlaces.isDirect(channel) && thread != null && !isKnown.test(ref);
        return isAside && isWithPerson.test(direct) ? direct : ref;
    }

    private Optional<InboundEvent> changed(JsonNode event) {
        JsonNode now = event.path("message");
        if (now.path("subtype").asText().equals(TOMBSTONE)) {
            return deleted(event);
        }
        String text = textOf(now);
        // Slack says so, too, when it unfurls a link, or when somebody answers in the thread.
        if (text.isBlank() || text.equals(textOf(event.path("previous_message"))) || now.hasNonNull("bot_id")) {
            return Optional.empty();
        }
        return edit(event, now, text);
    }

    private Optional<InboundEvent> deleted(JsonNode event) {
        JsonNode before = event.path("previous_message");
        return before.hasNonNull("bot_id") || !before.hasNonNull("user")
                ? Optional.empty()
                : edit(event, before, null);
    }

    private Optional<InboundEvent> edit(JsonNode event, JsonNode message, @Nullable String text) {
        String channel = required(event, "channel");
        String ts = required(message, "ts");
        ConversationRef ref = place(channel, ts, SlackPlaces.text(message, "thread_ts"));
        return Optional.of(new InboundEvent.Edited(
                channel + ":" + ts + ":e" + event.path("event_ts").asText(event.path("ts").asText()), ref,
                customer(required(message, "user")), at(ts), null, channel + ":" + ts, text));
    }

    private static Optional<InboundEvent> pressed(JsonNode body) {
        JsonNode action = body.at("/actions/0");
        Optional<SlackButton> button = SlackButton.read(action.path("action_id").asText());
        if (!body.path("type").asText().equals("block_actions") || button.isEmpty()) {
            return Optional.empty();
        }
        String channel = required(body.path("channel"), "id");
        String user = required(body.path("user"), "id");
        String ts = required(body.path("message"), "ts");
        ConversationRef ref = SlackPlaces.ref(channel, ts, SlackPlaces.text(body.path("message"), "thread_ts"));
        String time = required(action, "action_ts");
        String id = "press:" + channel + ":" + ts + ":" + time + ":" + user;
        return Optional.of(switch (button.get()) {
            case SlackButton.Pick pick ->
                new InboundEvent.Choice(id, ref, customer(user), at(time), null, pick.choiceId());
            case SlackButton.Judge judge -> new InboundEvent.Feedback(id, ref, customer(user), at(time), null,
                    judge.turnId(), judge.helpful(), null);
        });
    }

    private String textOf(JsonNode message) {
        return SlackText.plain(message.path("text").asText(""), botUserId).strip();
    }

    private static String customer(String user) {
        return SlackChannel.ID + ":" + user;
    }

    private static String required(JsonNode node, String key) {
        String value = SlackPlaces.text(node, key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    /** Slack's time stamps are seconds with six decimals, and names at the same time. */
    private static Instant at(String ts) {
        return Instant.ofEpochSecond(new BigDecimal(ts).longValue());
    }
}
