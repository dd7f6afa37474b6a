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
     * A verbatim passage of an approved article is sent.
     *
     * @param best the passage
     * @param hits all that was found
     */
    record Answer(Hit best, List<Hit> hits) implements Decision {}

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
     */
    record Handoff(Reason reason, @Nullable String rule, String category, Priority priority,
            boolean reachedRetrieval, List<Hit> hits, String words) implements Decision {}

    /** A person has the conversation: the bot is silent. */
    record LeaveToHuman() implements Decision {}
}
