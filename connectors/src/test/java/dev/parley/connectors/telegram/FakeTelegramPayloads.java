package dev.parley.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.DedupeOracle;

/** Updates as Telegram words them. */
public abstract class FakeTelegramPayloads {

    final ObjectMapper json = new ObjectMapper();
    final DedupeOracle oracle = new DedupeOracle();

    /** What of the messages was lost, and what was doubled. */
    public final DedupeOracle oracle() {
        return oracle;
    }

    final void noteDelivery(JsonNode update) {
        JsonNode message = update.path("message");
        if (!message.isMissingNode()) {
            oracle.delivered(message.at("/chat/id").asText(), message.path("message_id").asText());
        }
    }

    public final ObjectNode message(long chat, long user, String kind, int id) {
        ObjectNode message = json.createObjectNode().put("message_id", id).put("date", 1_700_000_000);
        message.set("from", user(user));
        message.set("chat", json.createObjectNode().put("id", chat).put("type", kind));
        return message;
    }

    final ObjectNode user(long id) {
        return json.createObjectNode().put("id", id).put("is_bot", false).put("first_name", "Ada")
                .put("last_name", "Customer").put("language_code", "en");
    }

    public final ObjectNode object(String key, JsonNode value) {
        ObjectNode object = json.createObjectNode();
        object.set(key, value);
        return object;
    }
}
