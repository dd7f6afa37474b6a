package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What {@link FakeSlack} says was written in a channel or a thread. */
final class FakeSlackHistory {

    private FakeSlackHistory() {}

    /**
     * @param posted by the app
     * @param typed by people
     */
    static ObjectNode of(ObjectNode answer, List<JsonNode> posted, List<JsonNode> typed,
            Map<String, String> arguments) {
        ArrayNode messages = answer.putArray("messages");
        posted.stream().filter(message -> isAskedFor(message, arguments)).forEach(message -> {
            ObjectNode known = messages.addObject().put("ts", message.path("ts").asText()).put("bot_id", "B1");
            known.set("metadata", message.path("metadata"));
            if (message.has("files")) {
                known.set("files", message.path("files"));
            }
        });
        typed.stream().filter(message -> isAskedFor(message, arguments))
                .filter(message -> !arguments.containsKey("oldest")
                        || message.path("ts").asText().compareTo(arguments.get("oldest")) > 0)
                .forEach(messages::add);
        return answer;
    }

    /** Where people write to the app alone. */
    static ObjectNode directs(ObjectNode answer, List<JsonNode> typed) {
        ArrayNode channels = answer.putArray("channels");
        typed.stream().map(message -> message.path("channel").asText()).filter(id -> id.startsWith("D")).distinct()
                .forEach(id -> channels.addObject().put("id", id).put("is_im", true).put("created", 1_700_000_000));
        return answer;
    }

    private static boolean isAskedFor(JsonNode message, Map<String, String> arguments) {
        return message.path("channel").asText().equals(arguments.get("channel")) && (!arguments.containsKey("ts")
                || message.path("thread_ts").asText().equals(arguments.get("ts")));
    }
}
