package dev.parley.connectors.channel;

import java.time.Duration;

/** What a platform said to a message. */
public sealed interface SendResult {

    /**
     * The platform has it.
     *
     * @param externalId the platform's name for the message; empty where it gives none
     */
    record Delivered(String externalId) implements SendResult {}

    /**
     * It will never be accepted.
     *
     * @param why for the operator
     */
    record Rejected(String why) implements SendResult {}

    /**
     * Not now.
     *
     * @param after how long to wait before the next try
     * @param unknown whether the platform may have it nevertheless, for example after a timeout
     */
    record Retryable(Duration after, boolean unknown) implements SendResult {

        /** The platform certainly does not have it. */
        public Retryable(Duration after) {
            this(after, false);
        }
    }
}
