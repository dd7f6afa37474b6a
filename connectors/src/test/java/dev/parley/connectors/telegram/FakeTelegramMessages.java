package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What customers of {@link FakeTelegram} see of the bot, and how that may be changed. Guarded by its owner. */
final class FakeTelegramMessages {

    private final List<ObjectNode> shown = new ArrayList<>();
    private final Set<Integer> old = new HashSet<>();

    /** Two days pass, after which Telegram neither changes nor deletes what was sent before. */
    void age() {
        shown.forEach(message -> old.add(message.path("message_id").asInt()));
    }

    void add(JsonNode message, int id) {
        shown.add(((ObjectNode) message).put("message_id", id));
    }

    List<JsonNode> list() {
        return List.copyOf(shown);
    }

    List<String> texts(long chat) {
        return shown.stream().filter(message -> message.path("chat_id").asLong() == chat)
                .map(message -> message.path("text").asText()).toList();
    }

    /** @return what Telegram has against it */
    Optional<String> edit(JsonNode arguments) {
        Optional<ObjectNode> known = find(arguments);
        if (known.isEmpty()) {
            return Optional.of("Bad Request: message to edit not found");
        }
        if (old.contains(arguments.path("message_id").asInt())) {
            return Optional.of("Bad Request: message can't be edited");
        }
        if (known.get().path("text").equals(arguments.path("text"))) {
            return Optional
                    .of("Bad Request: message is not modified: specified new message content and reply markup are"
                            + " exactly the same");
        }
        known.get().set("text", arguments.path("text"));
        known.get().set("entities", arguments.path("entities"));
        return Optional.empty();
    }

    /** @return what Telegram has against it */
    Optional<String> delete(JsonNode arguments) {
        if (old.contains(arguments.path("message_id").asInt())) {
            return Optional.of("Bad Request: message can't be deleted");
        }
        Optional<ObjectNode> known = find(arguments);
        known.ifPresent(shown::remove);
        return known.isPresent() ? Optional.empty() : Optional.of("Bad Request: message to delete not found");
    }

    private Optional<ObjectNode> find(JsonNode arguments) {
        return shown.stream()
                .filter(message -> message.path("chat_id").asText().equals(arguments.path("chat_id").asText())
                        && message.path("message_id").asInt() == arguments.path("message_id").asInt())
                .findFirst();
    }
}
