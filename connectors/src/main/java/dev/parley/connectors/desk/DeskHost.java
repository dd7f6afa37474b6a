package dev.parley.connectors.desk;

import java.util.List;
import java.util.Optional;

/** What the core offers to desks. Durable when a method returns. Thread-safe. */
public interface DeskHost {

    /**
     * Who somebody at a desk is.
     *
     * @param userId as the desk names them
     * @return the name that customers see; empty for somebody who is no agent
     */
    Optional<String> findAgent(String deskId, String userId);

    /** Whether a place is one where handoffs are shown: nobody is a customer there. */
    boolean isDestination(String deskId, String destination);

    /**
     * The handoff whose card is at a place, if it is one of ours.
     *
     * @throws IllegalStateException while that can't be told, because a card is just being shown there: let the desk deliver
     *         it again
     */
    Optional<Long> findHandoff(String deskId, String destination, String cardId);

    /** The cards of handoffs that are not over, the newest first, at most 200: what agents may have answered to meanwhile. */
    List<Place> listOpenCards(String deskId);

    /** Where a card is. */
    record Place(String destination, String cardId) {}

    /** Takes a handoff on. */
    Answer claim(long handoffId, String agent);

    /**
     * Writes to the customer, and takes the handoff on if nobody has. Idempotent by origin.
     *
     * @param origin as the desk names what the agent wrote, unique for the desk
     */
    Answer reply(long handoffId, String agent, String text, String origin);

    /** Remembers that what an agent wrote is for nobody but agents: {@link #reply} with this origin does nothing from then on. */
    void setAside(long handoffId, String origin);

    /** Closes the conversation. */
    Answer resolve(long handoffId, String agent);

    /** Gives the conversation back to the bot. */
    Answer giveBack(long handoffId, String agent);

    /** What became of what an agent wanted. */
    sealed interface Answer {

        /** It is so. */
        record Done() implements Answer {}

        /**
         * Somebody else was first, or it is over; nothing was changed.
         *
         * @param why a sentence for the agent
         */
        record Refused(String why) implements Answer {}
    }
}
