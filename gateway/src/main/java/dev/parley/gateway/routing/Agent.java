package dev.parley.gateway.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.connectors.desk.DeskIds;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works at a desk. Immutable.
 *
 * @param name that customers see
 * @param users their ids at the desks, by the desk's id
 * @param roles what they may do
 * @param languages that they speak, ISO 639-1; empty: not said
 */
public record Agent(String name, Map<String, String> users, Set<Role> roles, List<String> languages) {

    /** What somebody may do; a later one may do all that an earlier one may. */
    public enum Role {
        /** Answers customers. */
        AGENT,
        /** Pauses the bot, assigns handoffs, reads the figures. */
        LEAD,
        /** Publishes articles and reindexes. */
        OWNER
    }

    private static final Set<String> KEYS = Stream.concat(Stream.of("id", "name", "roles", "languages"),
            DeskIds.ALL.stream()).collect(Collectors.toUnmodifiableSet());

    /** Copies the collections. */
    public Agent {
        users = Map.copyOf(users);
        roles = Set.copyOf(roles);
        languages = List.copyOf(languages);
    }

    /** Their id at a desk; empty for somebody who does not work there. */
    public Optional<String> findUser(String desk) {
        return Optional.ofNullable(users.get(desk));
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
        Map<String, String> users = new HashMap<>();
        DeskIds.ALL.stream().filter(desk -> keys.get(desk) != null)
                .forEach(desk -> users.put(desk, String.valueOf(keys.get(desk))));
        List<String> roles = texts("roles", keys.get("roles"));
        return new Agent(name.toString(), users,
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
