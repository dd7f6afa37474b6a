package dev.parley.connectors.desk;

import dev.parley.connectors.channel.FileSource;
import dev.parley.connectors.channel.SendResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where agents take handoffs, for example Slack. The core shows and shows again until a desk took it; so each call
 * may come twice, and none throws. All methods may be called from any thread, for one handoff by one at a time.
 */
public interface AgentDesk extends FileSource {

    /** Short, stable, unique; one of {@link DeskIds#ALL}. It is stored with every card. */
    String id();

    /** How this desk calls somebody, as {@link #remark} takes it. */
    String mention(String userId);

    /** Begins to receive what agents do. Called once, when the core is ready. */
    void start(DeskHost host);

    /** Whether it is set up, and so expected to show handoffs, also while it can't be reached. */
    boolean isConfigured();

    /** Whether it can show anything now; a desk that is not configured never can. */
    boolean isReady();

    /**
     * Shows a handoff's card for the first time.
     *
     * @param destination where, in the desk's own words
     * @param again whether an earlier attempt was broken off: then it looks whether the card is there already
     * @return {@link SendResult.Delivered#externalId} names the card from then on
     */
    SendResult open(HandoffCard card, String destination, boolean again);

    /**
     * Begins to show a conversation, of which lines are added as below a card.
     *
     * @param id of the conversation
     * @param channel where its customer writes
     * @param again as for {@link #open}
     * @return {@link SendResult.Delivered#externalId} stands for a card from then on
     */
    SendResult openConversation(long id, String channel, String destination, boolean again);

    /**
     * Shows the card as it is now.
     *
     * @return {@link SendResult.Delivered#externalId} names the card, which is another one when somebody had deleted it
     */
    SendResult update(HandoffCard card, String destination, String cardId);

    /**
     * Adds lines of the conversation below the card, in order.
     *
     * @param again whether it may have the first of them already: then it looks
     */
    SendResult add(List<DeskLine> lines, boolean again, String destination, String cardId);

    /**
     * Adds a line with a file below the card.
     *
     * @param content not to be changed
     */
    SendResult addFile(DeskLine line, byte[] content, String destination, String cardId);

    /** What became of a reply so far. */
    enum Fate {
        /** The customer's channel has not taken it yet. */
        QUEUED,
        /** It has. */
        DELIVERED,
        /** It has, after it was told that it had not. */
        DELIVERED_LATE,
        /** It never will. */
        REFUSED
    }

    /**
     * Tells the agent what became of a reply.
     *
     * @param origin as the desk named the reply, see {@link DeskHost#reply}
     * @param why it was refused; else empty
     */
    SendResult tell(String destination, String cardId, String origin, Fate fate, String why);

    /**
     * Says something to the agents below the card, which the customer never sees.
     *
     * @param mention whom the desk calls, in its own syntax; null: nobody
     * @param text plain
     */
    SendResult remark(@Nullable String mention, String text, String destination, String cardId);

    /**
     * Says something that is about no handoff.
     *
     * @param text plain
     */
    SendResult announce(String text, String destination);

    /**
     * Shows the draft of an article below the card.
     *
     * @param shownId as this method named it before; null: it was not shown yet
     * @return {@link SendResult.Delivered#externalId} names it from then on
     */
    SendResult draft(DraftCard draft, String destination, String cardId, @Nullable String shownId);

    /**
     * Takes away all that it added below a card, because the customer is forgotten. What agents wrote themselves stays.
     */
    SendResult clear(String destination, String cardId);

    /** Receives nothing more. Idempotent. */
    void stop();
}
