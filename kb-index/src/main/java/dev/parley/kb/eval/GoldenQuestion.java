package dev.parley.kb.eval;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.parley.kb.ArticleKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question with what should become of it.
 *
 * @param id names it in reports; null when it has none
 * @param text as a customer types it
 * @param relevant ids of the articles that answer it; empty when nothing does
 * @param language ISO 639-1; null when it is to be told from the text
 * @param category what it is about; null when nobody said
 * @param expect answer, clarify, smalltalk or handoff; null when nobody said
 * @param reason why it must be handed off; null when nobody said
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GoldenQuestion(@Nullable String id, String text, List<String> relevant, @Nullable String language,
        @Nullable String category, @Nullable String expect, @Nullable String reason) {

    /** Reasons for a handoff that the knowledge base has no part in. */
    private static final Set<String> DECIDED_BEFORE = Set.of("no_touch", "customer_request", "policy_pause", "rollout",
            "keyword", "sentiment", "repeated_failure", "system_error");

    /** @throws IllegalArgumentException when there is no text */
    @SuppressWarnings("ConstantValue")
    public GoldenQuestion {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("'text' is missing; each line needs one");
        }
        relevant = relevant == null ? List.of() : List.copyOf(relevant);
        language = language == null || language.isBlank() ? null : ArticleKey.languageOf(language);
    }

    /** A bare question. */
    public static GoldenQuestion of(String text) {
        return new GoldenQuestion(null, text, List.of(), null, null, null, null);
    }

    /** Whether the knowledge base is asked at all: not for what rules keep from it, nor for courtesies. */
    public boolean isForKnowledgeBase() {
        return !"smalltalk".equals(expect) && !DECIDED_BEFORE.contains(String.valueOf(reason));
    }
}
