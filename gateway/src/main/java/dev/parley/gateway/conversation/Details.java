package dev.parley.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.InboundEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a customer said of themselves beside messages, by name of the field. Pure. */
public final class Details {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Details() {}

    /** In the order in which it was said; empty for null. */
    public static Map<String, String> fromJson(@Nullable String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds details that Parley did not write", e);
        }
    }

    /** What is said later counts; what is blank takes back what was said. */
    static @Nullable String merged(@Nullable String json, Map<String, String> said) {
        Map<String, String> all = new LinkedHashMap<>(fromJson(json));
        said.forEach((name, value) -> {
            if (value.isBlank()) {
                all.remove(name);
            } else if (all.size() < InboundEvent.Details.MAX_FIELDS || all.containsKey(name)) {
                all.put(name, value);
            }
        });
        return all.isEmpty() ? null : toJson(all);
    }

    /** How the customer can be reached and what else they said: all but the name and the page. */
    public static String contact(Map<String, String> details) {
        return details.entrySet().stream().filter(entry -> !entry.getValue().isBlank())
                .filter(entry -> !entry.getKey().equals(InboundEvent.Details.NAME)
                        && !entry.getKey().equals(InboundEvent.Details.PAGE))
                .map(entry -> entry.getKey().equals(InboundEvent.Details.EMAIL)
                        ? entry.getValue()
                        : entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(" · "));
    }

    /** The other way. */
    public static String toJson(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings can be written", e);
        }
    }
}
