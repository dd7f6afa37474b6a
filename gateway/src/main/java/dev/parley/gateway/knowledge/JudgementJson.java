package dev.parley.gateway.knowledge;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Judgement} as the API gives it.
 *
 * @param question empty once the customer is forgotten
 * @param articleId null: nothing answers it
 */
@Introspected
@Schema(name = "Judgement")
public record JudgementJson(long turnId, String question, String language, @Nullable String articleId, String by,
        Instant at) {

    /** The same. */
    public static JudgementJson of(Judgement judgement) {
        return new JudgementJson(judgement.turnId(), judgement.question(), judgement.language(), judgement.articleId(),
                judgement.judgedBy(), judgement.judgedAt());
    }
}
