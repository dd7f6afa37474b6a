package dev.parley.gateway.metrics;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One customer message and what became of it: exactly one a message, also when something threw.
 *
 * @param inboxId the accepted event
 * @param seq the message's line in the transcript
 * @param reason why a person took over; null for every other decision
 * @param rule the rule that matched, or null
 * @param reachedRetrieval whether the knowledge base was asked
 * @param spanStart where the answer starts in that revision's body; null when there was no answer
 * @param confidence of the best hit, 0 to 1; null when nothing was found
 * @param hits JSON of {@link ArticleTried}
 * @param record JSON of {@link DecisionRecord}; null for turns of older versions
 */
@MappedEntity("turn")
public record TurnOutcome(@Id @GeneratedValue @Nullable Long id, long conversationId, long inboxId, long seq,
        String channel, String text, String language, Instant acceptedAt, Instant decidedAt, Kind decision,
        @Nullable String reason, @Nullable String rule, String category, boolean reachedRetrieval,
        @Nullable String articleId, @Nullable String articleLanguage, @Nullable String articleHash,
        @Nullable Integer spanStart, @Nullable Integer spanEnd, @Nullable Double confidence, String hits,
        @Nullable String record) {

    /** What was decided. */
    public enum Kind {
        /** Answered from an article. */
        ANSWER,
        /** Asked which article is meant. */
        CLARIFY,
        /** Returned a courtesy. */
        SMALLTALK,
        /** Handed to a person. */
        HANDOFF,
        /** A newer message came first: it is decided together with that one. */
        SUPERSEDED,
        /** A person has the conversation: the bot stayed silent. */
        LEAVE_TO_HUMAN;

        /** As it stands in JSON: {@code leave_to_human}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, as another row. */
    public TurnOutcome withId(long other) {
        return new TurnOutcome(other, conversationId, inboxId, seq, channel, text, language, acceptedAt, decidedAt,
                decision, reason, rule, category, reachedRetrieval, articleId, articleLanguage, articleHash, spanStart,
                spanEnd, confidence, hits, record);
    }

    /** The row's key. */
    public long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }
}
