package dev.parley.gateway.intake;

import java.util.function.BooleanSupplier;

/** What is done with an accepted event; runs in a transaction, one event of a conversation at a time. */
public interface TurnHandler {

    /**
     * Works an event off. When it throws, nothing of it is stored and the event is tried again.
     *
     * @param item pending, and locked until the transaction ends
     * @param isOvertaken whether the customer has written on since; certain while the conversation is locked
     */
    void handle(InboxItem item, BooleanSupplier isOvertaken);

    /** Sees to it that the customer of an event that can't be handled gets a person. */
    void giveUp(InboxItem item);
}
