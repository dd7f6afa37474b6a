package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Slack refuses in blocks and forms, by the limits of Block Kit. Pure. */
public final class BlockKitRules {

    private BlockKitRules() {}

    public static List<String> broken(ArrayNode blocks) {
        List<String> broken = new ArrayList<>();
        if (blocks.size() > 50) {
            broken.add("more than 50 blocks");
        }
        Set<String> ids = new HashSet<>();
        int characters = 0;
        for (JsonNode block : blocks) {
            characters += block.findValues("text").stream().filter(JsonNode::isTextual)
                    .mapToInt(text -> text.asText().length()).sum();
            if (block.path("type").asText().equals("header") && block.at("/text/text").asText().length() > 150
                    || block.path("fields").size() > 10 || block.findValues("text").stream()
                            .anyMatch(text -> text.isTextual() && text.asText().length() > 3_000)) {
                broken.add("a block that Slack refuses: " + block);
            }
            for (JsonNode element : block.path("elements")) {
                boolean button = element.path("type").asText().equals("button");
                if (button && (element.at("/text/text").asText().length() > 75
                        || element.path("action_id").asText().length() > 255
                        || !ids.add(element.path("action_id").asText()))) {
                    broken.add("a button that Slack refuses: " + element);
                }
            }
        }
        if (characters > 13_200) {
            broken.add("more text than a message may have: " + characters);
        }
        return broken;
    }

    static List<String> brokenForm(JsonNode view) {
        boolean fields = true;
        for (JsonNode block : view.path("blocks")) {
            fields &= !block.path("type").asText().equals("input") || block.at("/label/text").asText().length() <= 2_000
                    && block.at("/element/initial_value").asText().length() <= 3_000
                    && isChoosable(block.path("element"));
        }
        return fields && view.at("/title/text").asText().length() <= 24
                && view.at("/submit/text").asText().length() <= 24
                && view.path("private_metadata").asText().length() <= 3_000 && view.path("blocks").size() <= 100
                        ? List.of()
                        : List.of("a form that Slack refuses: " + view);
    }

    /** Whether an element, if it has options, has as many as may be, and begins with one of them. */
    private static boolean isChoosable(JsonNode element) {
        boolean isSelect = element.path("type").asText().equals("static_select");
        List<JsonNode> lists = element.has("option_groups")
                ? element.path("option_groups").valueStream().map(group -> group.path("options")).toList()
                : isSelect || element.has("options") ? List.of(element.path("options")) : List.of();
        int most = isSelect ? 100 : 10;
        boolean fits = lists.size() <= 100 && lists.stream().allMatch(list -> list.size() >= 1 && list.size() <= most)
                && options(element).allMatch(option -> option.at("/text/text").asText().length() <= 75
                        && !option.at("/text/text").asText().isEmpty()
                        && option.path("value").asText().length() <= 150);
        return fits && (!element.has("initial_option")
                || options(element).anyMatch(option -> option.equals(element.path("initial_option"))));
    }

    /** All options of an element, whatever they stand in. */
    static Stream<JsonNode> options(JsonNode element) {
        return Stream.concat(element.path("options").valueStream(), element.path("option_groups").valueStream()
                .flatMap(group -> group.path("options").valueStream()));
    }
}
