package dev.parley.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.ConversationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buttons below a line, as they are stored. */
final class Choices {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Choices() {}

    static String toJson(List<ConversationEvent.Choice> choices) {
        try {
            return JSON.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings can be written", e);
        }
    }

    static List<ConversationEvent.Choice> fromJson(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return JSON.readValue(json, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds choices that Parley did not write", e);
        }
    }
}
