package dev.parley.gateway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's message with what must be known of its conversation to decide it.
 *
 * @param text as typed
 * @param language that it is answered in, ISO 639-1
 * @param channel the channel's id
 * @param customerId the customer as the records name them
 * @param customerName as the channel or a signed identity gives it; null: not known
 * @param history what went before
 */
public record Inquiry(String text, String language, String channel, String customerId,
        @Nullable String customerName, History history) {

    static final String NO_CHANNEL = "none";
    static final String NOBODY = "nobody";

    /**
     * What went before in the conversation, since a person last had it.
     *
     * @param before what the customer wrote just before, oldest first
     * @param previousQuestion the last question that the knowledge base was asked, or null
     * @param answered how often each passage was the answer, by its name
     * @param clarifications how often the bot asked back in a row just before
     */
    public record History(List<String> before, @Nullable String previousQuestion, Map<String, Integer> answered,
            int clarifications) {

        /** A conversation that begins. */
        public static final History NONE = new History(List.of(), null, Map.of(), 0);

        /** Names a passage: another one of the same article answers another question. */
        static String answer(String articleId, int start) {
            return articleId + "@" + start;
        }

        /** Copies the collections. */
        public History {
            before = List.copyOf(before);
            answered = Map.copyOf(answered);
        }
    }

    /** The same, about another text. */
    Inquiry asking(String other) {
        return new Inquiry(other, language, channel, customerId, customerName, history);
    }

    /** The first message of a conversation that is on no channel. */
    public static Inquiry first(String text, String language) {
        return new Inquiry(text, language, NO_CHANNEL, NOBODY, null, History.NONE);
    }
}
