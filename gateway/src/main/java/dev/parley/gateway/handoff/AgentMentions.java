package dev.parley.gateway.handoff;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How people are called, each in the syntax of the desk where a destination is. Thread-safe. */
public interface AgentMentions {

    /**
     * An agent, by the name that customers see.
     *
     * @param destination null: none was named
     * @return empty for somebody who does not work at that desk
     */
    Optional<String> findMention(@Nullable String destination, String agentName);

    /** All who lead, with blanks between them; empty: nobody does there. */
    String leads(@Nullable String destination);

    /** All who speak a language, as far as the file says so, with blanks between them; empty: nobody. */
    String speakers(@Nullable String destination, String language);
}
