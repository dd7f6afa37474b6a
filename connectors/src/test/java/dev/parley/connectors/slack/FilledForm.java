package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;

/** Forms as Slack delivers them when somebody sends them off. Pure. */
public final class FilledForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FilledForm() {}

    /**
     * A form that somebody sends off, with one value a field as Slack puts it.
     *
     * @throws AssertionError when a value is chosen that the form does not offer
     */
    public static ObjectNode submitted(String user, JsonNode view, Map<String, JsonNode> values) {
        ObjectNode body = JSON.createObjectNode().put("type", "view_submission");
        body.putObject("user").put("id", user);
        ObjectNode sent = body.putObject("view").put("id", view.path("id").asText())
                .put("callback_id", view.path("callback_id").asText())
                .put("private_metadata", view.path("private_metadata").asText());
        ObjectNode fields = sent.putObject("state").putObject("values");
        values.forEach((field, value) -> {
            checkOffered(view, field, value);
            fields.putObject(field).set("value", value);
        });
        return body;
    }

    private static void checkOffered(JsonNode view, String field, JsonNode value) {
        JsonNode element = view.path("blocks").valueStream()
                .filter(block -> block.path("block_id").asText().equals(field))
                .findFirst().orElseThrow(() -> new AssertionError("no field " + field + " in " + view)).path("element");
        Stream.concat(Stream.of(value.path("selected_option")), value.path("selected_options").valueStream())
                .filter(JsonNode::isObject).map(option -> option.path("value"))
                .filter(chosen -> BlockKitRules.options(element).noneMatch(
                        option -> option.path("value").equals(chosen)))
                .findFirst().ifPresent(chosen -> {
                    throw new AssertionError(chosen + " is not offered by " + element);
                });
    }

    public static JsonNode typed(String text) {
        return JSON.createObjectNode().put("type", "plain_text_input").put("value", text);
    }

    public static JsonNode selected(String value) {
        ObjectNode element = JSON.createObjectNode().put("type", "radio_buttons");
        element.putObject("selected_option").put("value", value);
        return element;
    }

    public static JsonNode ticked(String... values) {
        ObjectNode element = JSON.createObjectNode().put("type", "checkboxes");
        ArrayNode options = element.putArray("selected_options");
        for (String value : values) {
            options.addObject().put("value", value);
        }
        return element;
    }
}
