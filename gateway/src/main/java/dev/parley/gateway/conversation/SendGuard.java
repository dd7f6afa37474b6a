package dev.parley.gateway.conversation;

/** A last look at a line before it leaves: it may have waited while people decided otherwise. Called in a transaction. */
public interface SendGuard {

    /** Whether the line may still be sent. */
    boolean allows(Conversation conversation, Line line);

    /** Sees to it that a customer whose answer is held back is not left silent. */
    void heldBack(Conversation conversation, Line line);

    /**
     * The platform would not change, or take away, what an agent changed or took back: tells the customer. Holds the
     * conversation's lock.
     *
     * @param line as it should read
     */
    void stands(Conversation conversation, Line line, boolean isTakenBack);
}
