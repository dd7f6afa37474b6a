package dev.parley.connectors.slack.api;

/** Who makes something of deliveries. Thread-safe. */
@FunctionalInterface
public interface SlackListener {

    /**
     * Slack is told that it arrived once this returns; so it must be durable by then, and within two seconds.
     *
     * @throws RuntimeException when it could not be stored: Slack delivers it again
     */
    void receive(SlackPayload payload);
}
