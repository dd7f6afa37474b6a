package dev.parley.connectors.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param state in a word
 * @param detail in a sentence, for the operator; never holds a secret
 * @param lastEventAt when the platform last delivered something; null when it did not since the start
 * @param errors how often something went wrong since the start
 */
public record ChannelStatus(State state, String detail, @Nullable Instant lastEventAt, long errors) {

    /** In a word. */
    public enum State {
        /** Nothing of it is configured. */
        OFF,
        /** It introduces itself to the platform. */
        STARTING,
        /** It receives and sends. */
        ON,
        /** Another replica receives. */
        STANDBY,
        /** It is configured, but the platform refuses it or can't be reached. */
        FAILING
    }

    /** It works, and there is nothing to add. */
    public static ChannelStatus on() {
        return new ChannelStatus(State.ON, "", null, 0);
    }
}
