package dev.parley.gateway.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works at a desk. Immutable.
 *
 * @param name that customers see
 * @param slack the user's id there; null: not at that desk
 * @param roles what they may do
 * @param languages that they speak, ISO 639-1; empty: not said
 */
public record Agent(String name, @Nullable String slack, Set<Role> roles, List<String> languages) {

    /** What somebody may do; a later one may do all that an earlier one may. */
    public enum Role {
        /** Answers customers. */
        AGENT,
        /** Pauses the bot, assigns handoffs, reads the figures. */
        LEAD,
        /** Publishes articles and reindexes. */
        OWNER
    }

    private static final Set<String> KEYS = Set.of("id", "name", "slack", "roles", "languages");

    /** Copies the collections. */
    public Agent {
        roles = Set.copyOf(roles);
        languages = List.copyOf(languages);
    }

    /** Whether somebody has this role or one above it. */
    public boolean isAtLeast(Role role) {
        return roles.stream().anyMatch(own -> own.compareTo(role) >= 0);
    }

    /** @throws IllegalArgumentException when a key is unknown, the name is missing, or a value is none */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Agent of(Map<String, Object> keys) {
        for (String key : keys.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "'; known are "
                        + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        Object name = keys.get("name");
        if (name == null || name.toString().isBlank()) {
            throw new IllegalArgumentException("an agent has no name");
        }
        Object slack = keys.get("slack");
        List<String> roles = texts("roles", keys.get("roles"));
        return new Agent(name.toString(), slack == null ? null : slack.toString(),
                roles.isEmpty() ? Set.of(Role.AGENT) : roles.stream().map(Agent::role).collect(Collectors.toSet()),
                texts("languages", keys.get("languages")));
    }

    private static Role role(String name) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is no role; use agent, lead or owner", e);
        }
    }

    private static List<String> texts(String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(key + " must be a list, for example [agent, lead]");
        }
        return list.stream().map(String::valueOf).toList();
    }
}
