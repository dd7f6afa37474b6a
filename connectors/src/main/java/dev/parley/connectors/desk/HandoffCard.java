package dev.parley.connectors.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a handoff that an agent should see at a glance. All texts are plain.
 *
 * @param id of the handoff
 * @param state where it stands
 * @param priority normal, high or urgent
 * @param reason the reason's code
 * @param why in a sentence; null when not recorded
 * @param rule the no-touch rule that matched, or null
 * @param category of the question
 * @param team who should take it
 * @param mention whom the desk calls, in its own syntax; null: nobody
 * @param customer how they are called, or null
 * @param customerId as records name them
 * @param channel where the customer writes
 * @param language ISO 639-1
 * @param openedAt since when the customer waits
 * @param dueAt by when somebody should answer, or null
 * @param agent who has it, or null
 * @param endedAt when it ended, or null
 * @param articles what the bot considered, the likeliest first
 * @param draft what the bot would have said, or null
 * @param lastMessage what the customer wrote last, or null
 * @param contact how the customer can be reached and what else they said in forms; empty: nothing
 * @param waitsForCustomer whether the agent said the last word
 * @param snoozedUntil until when nobody is reminded of it, or null
 * @param page the address of the page where the customer opened the chat, or null
 * @param leftAt when the customer closed that page, or null
 */
public record HandoffCard(long id, State state, String priority, String reason, @Nullable String why,
        @Nullable String rule, String category, String team, @Nullable String mention, @Nullable String customer,
        String customerId, String channel, String language, Instant openedAt, @Nullable Instant dueAt,
        @Nullable String agent, @Nullable Instant endedAt,
        List<Article> articles, @Nullable String draft, @Nullable String lastMessage,
        String contact, @Nullable String page, boolean waitsForCustomer, @Nullable Instant snoozedUntil,
        @Nullable Instant leftAt) {

    /** Copies the list. */
    public HandoffCard {
        articles = List.copyOf(articles);
    }

    /** As the card of the team that had it before shows it. */
    public HandoffCard moved() {
        return new HandoffCard(id, State.MOVED, priority, reason, why, rule, category, team, null, customer, customerId,
                channel, language, openedAt, dueAt, agent, endedAt, articles, draft, lastMessage, contact, page, false,
                null, null);
    }

    /** Where a handoff stands. */
    public enum State {
        /** Nobody has it. */
        OPEN,
        /** Somebody has it. */
        CLAIMED,
        /** A person closed it. */
        RESOLVED,
        /** A person gave it back to the bot. */
        RETURNED,
        /** Another team has it, whose desk has another card. */
        MOVED
    }

    /**
     * An article the bot considered.
     *
     * @param title its title
     * @param confidence that it answers the question, 0 to 1
     */
    public record Article(String title, double confidence) {}
}
