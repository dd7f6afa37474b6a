package dev.parley.gateway.routing;

import dev.parley.gateway.rules.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a handoff goes.
 *
 * @param team the team's id
 * @param destination where its desk shows handoffs, for example a channel of the desk; null: the desk's own default
 * @param mention whom the desk calls, in the desk's own syntax; null: nobody
 * @param priority how soon a person should look
 * @param slaMinutes within how many minutes of the team's hours somebody should answer
 * @param dueAt when that is: within business hours, or so long after the next opening
 * @param isOpen whether the team works now
 * @param why which line of the routing decided, in a few words
 */
public record Route(String team, @Nullable String destination, @Nullable String mention, Priority priority,
        int slaMinutes, Instant dueAt, boolean isOpen, String why) {

    /** The same way, in silence. */
    public Route callingNobody() {
        return new Route(team, destination, null, priority, slaMinutes, dueAt, isOpen, why);
    }
}
