package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@link FakeSlack} says was written in a channel or a thread. */
final class FakeSlackHistory {

    private FakeSlackHistory() {}

    /** As of an app that Slack limits: it gets no more at once, whatever it asks for. */
    private static final int PAGE = 15;

    /**
     * A page: a channel's newest messages first, a thread's oldest.
     *
     * @param posted by the app
     * @param typed by people
     */
    static ObjectNode of(ObjectNode answer, List<JsonNode> posted, List<JsonNode> typed,
            Map<String, String> arguments) {
        Comparator<JsonNode> byAge = Comparator.comparing(message -> new BigDecimal(message.path("ts").asText()));
        List<JsonNode> all = Stream.concat(posted.stream().map(FakeSlackHistory::own), typed.stream())
                .filter(message -> isAskedFor(message, arguments))
                .sorted(arguments.containsKey("ts") ? byAge : byAge.reversed()).toList();
        int from = Integer.parseInt(arguments.getOrDefault("cursor", "0"));
        int to = Math.min(all.size(), from + Math.min(PAGE, Integer.parseInt(arguments.getOrDefault("limit", "15"))));
        ArrayNode messages = answer.putArray("messages");
        all.subList(Math.min(from, to), to).forEach(messages::add);
        answer.put("has_more", to < all.size()).putObject("response_metadata")
                .put("next_cursor", to < all.size() ? String.valueOf(to) : "");
        return answer;
    }

    private static JsonNode own(JsonNode message) {
        return ((ObjectNode) message.deepCopy()).put("bot_id", "B1");
    }

    /** Where people write to the app alone. */
    static ObjectNode directs(ObjectNode answer, List<JsonNode> typed) {
        ArrayNode channels = answer.putArray("channels");
        typed.stream().map(message -> message.path("channel").asText()).filter(id -> id.startsWith("D")).distinct()
                .forEach(id -> channels.addObject().put("id", id).put("is_im", true).put("created", 1_700_000_000));
        return answer;
    }

    /** A thread has its card, a channel nothing of its threads. */
    private static boolean isAskedFor(JsonNode message, Map<String, String> arguments) {
        String ts = message.path("ts").asText();
        String thread = message.path("thread_ts").asText(ts);
        return message.path("channel").asText().equals(arguments.get("channel"))
                && thread.equals(arguments.getOrDefault("ts", ts))
                && (!arguments.containsKey("oldest")
                        || new BigDecimal(ts).compareTo(new BigDecimal(arguments.get("oldest"))) > 0);
    }
}
