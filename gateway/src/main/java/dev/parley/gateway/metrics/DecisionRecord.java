package dev.parley.gateway.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a decision came about: enough to explain it, and to decide the same message again. Immutable.
 *
 * @param text what was decided: the message, with those before it that it was decided together with
 * @param policy the version of the configuration
 * @param generation of the articles; 0 where they came from the folder
 * @param before what the customer wrote just before, oldest first, as far as it was looked at
 * @param previousQuestion that a follow-up is asked together with, or null
 * @param answered how often each passage had been the answer, by article and start
 * @param clarifications how often the bot had asked back in a row
 * @param tried ids of the rules that the words were held against, in order: all, or those down to the one that applied; null
 *        where none was asked, and in records of older versions
 * @param rule the text rule that applied; null when none did
 * @param hits what the knowledge base said, best first
 * @param needed the confidence that would have been enough; null when the knowledge base said nothing
 * @param why the decision in a sentence
 * @param micros what each step took, in microseconds of wall clock, in order
 */
@Introspected
@Schema(name = "DecisionRecord")
public record DecisionRecord(String text, String policy, long generation, List<String> before,
        @Nullable String previousQuestion,
        Map<String, Integer> answered, int clarifications, @Nullable List<String> tried, @Nullable RuleMatch rule,
        List<HitSeen> hits,
        @Nullable Double needed, String why, List<Step> micros) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param cause the phrase or pattern
     * @param read the text as it was understood
     */
    @Introspected
    public record RuleMatch(String id, String cause, String read) {}

    /**
     * @param score log odds, comparable within one search
     * @param confidence 0 to 1
     */
    @Introspected
    public record HitSeen(String articleId, String language, String hash, double score, double confidence) {}

    /** A step and how long it took. */
    @Introspected
    public record Step(String name, long micros) {}

    /** The same decision, overruled at the last look. */
    public DecisionRecord because(String reason) {
        return new DecisionRecord(text, policy, generation, before, previousQuestion, answered, clarifications, tried,
                rule, hits,
                needed, reason, micros);
    }

    /** For the database. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers can be written", e);
        }
    }

    /** From the database. */
    public static DecisionRecord fromJson(String json) {
        try {
            return JSON.readValue(json, DecisionRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds a decision record that Parley did not write", e);
        }
    }
}
