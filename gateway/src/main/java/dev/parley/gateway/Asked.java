package dev.parley.gateway;

import dev.parley.gateway.rules.RuleBook;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot would do about a question, as the command line and the API show it. Every key is always there.
 *
 * @param id the asker's, echoed; else null
 * @param decision answer, clarify, smalltalk or handoff
 * @param confidence 0 to 1, of the best hit; null when nothing was found
 * @param answer the verbatim span alone; null when there is none
 * @param answers one for each question in the message, or the options to choose from
 */
@Introspected
@Schema(name = "Asked")
public record Asked(@Nullable String id, String text, String decision, @Nullable String articleId,
        @Nullable Double confidence, @Nullable String reason, @Nullable String rule, @Nullable String answer,
        List<AskedAnswer> answers, String language, String category) {

    /** One answer of possibly several. */
    @Introspected
    @Schema(name = "AskedAnswer")
    public record AskedAnswer(String articleId, String answer, double confidence) {}

    /** A decision in these words. */
    public static Asked of(@Nullable String id, String text, String language, Decision decision) {
        Double confidence = decision.hits().isEmpty() ? null : decision.hits().getFirst().confidence();
        return switch (decision) {
            case Decision.Answer answer -> {
                Hit best = answer.best();
                Passage passage = best.passage();
                yield new Asked(id, text, "answer", passage.article().id(), best.confidence(), null, null,
                        passage.text(), answers(answer.answers()), passage.article().language(), passage.category());
            }
            case Decision.Clarify clarify -> new Asked(id, text, "clarify", clarify.options().getFirst().passage()
                    .article().id(), confidence, null, null, null, answers(clarify.options()), language,
                    clarify.options().getFirst().passage().category());
            case Decision.SmallTalk talk -> new Asked(id, text, "smalltalk", null, null, null, null, null, List.of(),
                    language, RuleBook.UNCATEGORISED);
            case Decision.Handoff handoff -> new Asked(id, text, "handoff", null, confidence, handoff.reason().code(),
                    handoff.rule(), null, List.of(), language, handoff.category());
            case Decision.LeaveToHuman leave -> throw new IllegalStateException("a question alone has no person");
            case Decision.Superseded superseded -> throw new IllegalStateException("a question alone has no next one");
        };
    }

    private static List<AskedAnswer> answers(List<Hit> hits) {
        return hits.stream().map(hit -> new AskedAnswer(hit.passage().article().id(), hit.passage().text(),
                hit.confidence())).toList();
    }
}
