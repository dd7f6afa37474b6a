package dev.parley.connectors.slack.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Slack delivered, over HTTP or Socket Mode alike.
 *
 * @param kind of delivery
 * @param body its JSON
 */
public record SlackPayload(Kind kind, JsonNode body) {

    /** Of delivery. */
    public enum Kind {
        /** Something happened. */
        EVENT,
        /** Somebody pressed or submitted something. */
        INTERACTION,
        /** Somebody typed a command. */
        COMMAND
    }
}
