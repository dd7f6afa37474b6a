package dev.parley.gateway.handoff;

import java.util.Optional;

/** How a desk calls an agent. Thread-safe. */
public interface AgentMentions {

    /**
     * The agent's mention, in the desk's own syntax.
     *
     * @param agentName as customers see it
     * @return empty for somebody who is at no desk
     */
    Optional<String> find(String agentName);
}
