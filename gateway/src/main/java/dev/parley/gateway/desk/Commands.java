package dev.parley.gateway.desk;

import dev.parley.gateway.routing.Agent;

/** What owners and leads type at their desk. Done where everything is known. Thread-safe. */
public interface Commands {

    /**
     * Does it, if the agent's role lets them.
     *
     * @param text without the command's name
     * @return what to tell them, plain; several lines
     */
    String run(Agent agent, String text);
}
