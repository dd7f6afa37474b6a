package dev.parley.connectors.channel;

import java.time.Duration;

/** What became of an inbound event. */
public sealed interface Acceptance {

    /**
     * Stored now, or already stored by an earlier delivery of the same event.
     *
     * @param seq its place in the conversation; 0 for events that are not part of the transcript
     */
    record Accepted(long seq) implements Acceptance {}

    /** An earlier event with the same delivery id had other content; nothing was stored. */
    record Conflict() implements Acceptance {}

    /**
     * Too much came from this customer, or over this channel; nothing was stored.
     *
     * @param after how long to wait before it may be delivered again
     */
    record Limited(Duration after) implements Acceptance {}

    /**
     * It carries what is not taken; nothing was stored.
     *
     * @param why a sentence for the sender
     */
    record Refused(String why) implements Acceptance {}

    /**
     * It refers to something that does not exist in this conversation; nothing was stored.
     *
     * @param why a sentence for the sender
     */
    record Unknown(String why) implements Acceptance {}
}
