package dev.parley.gateway;

import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import dev.parley.kb.Hit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done about a customer's message. */
public sealed interface Decision {

    /** What the bot considered, best first; empty when the knowledge base was not asked. */
    default List<Hit> hits() {
        return List.of();
    }

    /**
     * Verbatim passages of approved articles are sent.
     *
     * @param answers one, or one for each question in the message
     * @param hits all that was found
     * @param introduction words before them, in the brand's voice; null when they speak for themselves
     */
    record Answer(List<Hit> answers, List<Hit> hits, @Nullable String introduction) implements Decision {

        /** The first passage. */
        public Hit best() {
            return answers.getFirst();
        }
    }

    /**
     * The customer is asked which article is meant.
     *
     * @param options two or three, best first
     * @param hits all that was found
     * @param words the question, in the brand's voice
     */
    record Clarify(List<Hit> options, List<Hit> hits, String words) implements Decision {}

    /**
     * A courtesy is returned.
     *
     * @param words in the brand's voice
     */
    record SmallTalk(String words) implements Decision {}

    /**
     * A person takes over.
     *
     * @param reason why
     * @param rule the rule that matched, or null
     * @param category what it is about
     * @param priority how soon
     * @param reachedRetrieval whether the knowledge base was asked
     * @param hits what it said
     * @param words what the customer is told, in the brand's voice
     * @param why a sentence for the person
     * @param draft what the bot would have answered, where it may not yet; else empty
     */
    record Handoff(Reason reason, @Nullable String rule, String category, Priority priority,
            boolean reachedRetrieval, List<Hit> hits, String words, String why, List<Hit> draft) implements Decision {

        /** The same with what the bot would have answered. */
        public Handoff withDraft(List<Hit> answers) {
            return new Handoff(reason, rule, category, priority, reachedRetrieval, hits, words, why, answers);
        }
    }

    /** A newer message came before this one was answered: that one is decided together with it. */
    record Superseded() implements Decision {}

    /** A person has the conversation: the bot is silent. */
    record LeaveToHuman() implements Decision {}
}
