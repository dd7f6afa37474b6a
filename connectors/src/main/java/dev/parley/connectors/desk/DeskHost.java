package dev.parley.connectors.desk;

import dev.parley.connectors.channel.SentFile;
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

    /** Whether a place only shows conversations: nobody gets what is written there. */
    boolean isMirror(String deskId, String destination);

    /** Whether what agents write at a place stays among them unless they mark it as meant for the customer. */
    boolean isInternal(String deskId, String destination);

    /**
     * The handoff whose card is at a place, if it is one of ours.
     *
     * @throws IllegalStateException while that can't be told, because a card is just being shown there: let the desk deliver
     *         it again
     */
    Optional<Long> findHandoff(String deskId, String destination, String cardId);

    /** Somebody deleted a card of ours, or what may be one: it is shown once more if there is something to do. */
    void cardDeleted(String deskId, String destination, String cardId);

    /** The cards of handoffs that are not over, the newest first, at most 200: what agents may have answered to meanwhile. */
    List<Place> listOpenCards(String deskId);

    /** Where a card is. */
    record Place(String destination, String cardId) {}

    /** Takes a handoff on. */
    Answer claim(long handoffId, String agent);

    /**
     * Writes to the customer, and takes the handoff on if nobody has. Idempotent by origin.
     *
     */
    Answer reply(long handoffId, String agent, Written written);

    /**
     * What an agent wrote at a desk.
     *
     * @param deskId the desk, which is asked for the files by {@link AgentDesk#fetch}
     * @param origin as the desk names it, unique for the desk
     * @param text plain; may be blank when there are files
     */
    record Written(String deskId, String origin, String text, List<SentFile.Reference> files) {

        /** Copies the list. */
        public Written {
            files = List.copyOf(files);
        }
    }

    /** Whether what an agent wrote was taken, or set aside, before. */
    boolean isKnown(String origin);

    /** Whether an agent may give a handoff to others: leads may, and who has it. */
    boolean mayAssign(long handoffId, String agent);

    /** How a desk calls those who lead; empty: nobody does there. */
    String mentionOfLeads(String deskId);

    /** Remembers that what an agent wrote is for nobody but agents: {@link #reply} with this origin does nothing from then on. */
    void setAside(long handoffId, String origin);

    /**
     * As {@link #reply}, for a text that the desk does not show by itself: it appears below the card like the customer's.
     *
     * @param origin as the desk names the form that was sent off, unique for the desk
     */
    Answer send(long handoffId, String agent, String text, String origin);

    /** Closes the conversation, and makes a draft of an article of it if the agent wants one. */
    Answer resolve(long handoffId, String agent, Resolution resolution);

    /**
     * What came of a handoff.
     *
     * @param outcome solved, not_solved or spam
     * @param category what it was about; blank: what it was filed under
     * @param article whether an article should be made of it
     */
    record Resolution(String outcome, String category, boolean article) {}

    /** What a handoff is filed under, and what it could be. NOT_FOUND is thrown when there is no such handoff. */
    Filing filing(long handoffId);

    /**
     * What a handoff is about.
     *
     * @param category as it is filed now
     * @param known all there are, with that one, in alphabetical order
     */
    record Filing(String category, List<String> known) {

        /** Copies the list. */
        public Filing {
            known = List.copyOf(known);
        }
    }

    /** Others have it, instead of whoever had it. */
    Answer assign(String deskId, long handoffId, String agent, Assignee to);

    /** The teams that there are, and then the agents of a desk, each in alphabetical order. */
    List<Assignee> listAssignees(String deskId);

    /** Who can have a handoff. */
    sealed interface Assignee {

        /** Whoever of a team claims it. */
        record Team(String name) implements Assignee {}

        /** One person, by the name that customers see. */
        record Colleague(String name) implements Assignee {}
    }

    /** Nobody is reminded of it for half an hour. */
    Answer snooze(long handoffId, String agent);

    /** The best that the knowledge base has for the customer's question, sure enough or not. */
    Optional<Suggestion> suggest(long handoffId);

    /**
     * A passage of an article.
     *
     * @param title the article's
     * @param confidence that it answers the question, 0 to 1
     */
    record Suggestion(String text, String title, double confidence) {}

    /** The draft of an article; empty when there is none, or no longer. */
    Optional<DraftCard> findDraft(long draftId);

    /** The draft becomes an article, which is answered from at once. Only owners may. */
    Answer publishDraft(long draftId, String agent);

    /** The draft gets other words. */
    Answer editDraft(long draftId, String title, String body);

    /** The draft, which would change an article, becomes one of its own. */
    Answer separateDraft(long draftId);

    /** There will be no article of it. */
    Answer dismissDraft(long draftId, String agent);

    /**
     * Does what somebody typed as a command, if their role lets them.
     *
     * @param text without the command's name, for example {@code pause returns 60 new portal}
     * @return what to tell them, plain; several lines
     */
    String command(String deskId, String userId, String text);

    /**
     * The agent changed what they wrote, which the customer has by now: it changes there, or the customer is told. Idempotent;
     * a change that was overtaken by a later one, or by {@link #withdraw}, has no effect.
     *
     * @param change names it: digits and dots, later ones sort behind
     */
    Answer correct(long handoffId, String agent, String origin, String change, String text);

    /** The agent took back what they wrote: the customer finds it no more, or is told. Idempotent. */
    Answer withdraw(long handoffId, String agent, String origin);

    /** Sends what the customer's channel refused once more. */
    Answer sendAgain(String origin);

    /**
     * Somebody who is no agent wants to be one; a lead must agree.
     *
     * @param name as customers will see it
     */
    Answer askToLink(String deskId, String userId, String name);

    /** A lead says whether somebody who asked is an agent. */
    Answer decideLink(String deskId, String userId, String lead, boolean isApproved);

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
