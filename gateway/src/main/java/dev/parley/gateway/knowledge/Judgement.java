package dev.parley.gateway.knowledge;

import dev.parley.kb.Question;
import dev.parley.kb.training.Labelled;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said answers a customer's question. Immutable.
 *
 * @param turnId the turn in which it was asked
 * @param question as the knowledge base was asked; empty once the customer is forgotten
 * @param articleId what answers it; null: nothing does
 * @param judgedBy a name
 */
@MappedEntity("judgement")
public record Judgement(@Id long turnId, String question, String language, @Nullable String articleId, String judgedBy,
        Instant judgedAt) {

    Labelled toLabelled() {
        return new Labelled(new Question(question, language), articleId == null ? Set.of() : Set.of(articleId),
                true);
    }
}
