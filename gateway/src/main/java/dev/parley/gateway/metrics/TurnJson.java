package dev.parley.gateway.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn as the API shows it. */
@Introspected
@Schema(name = "Turn")
public record TurnJson(String turnId, long seq, String decision, @Nullable String reason, @Nullable String rule,
        String category, boolean reachedRetrieval, @Nullable Span answer, @Nullable Double confidence,
        Instant acceptedAt, Instant decidedAt, List<ArticleTried> hits, @Nullable DecisionRecord record) {

    /** For the API. */
    public static TurnJson of(TurnOutcome turn) {
        String article = turn.articleId();
        String hash = turn.articleHash();
        Integer start = turn.spanStart();
        Integer end = turn.spanEnd();
        return new TurnJson(String.valueOf(turn.key()), turn.seq(), turn.decision().code(), turn.reason(),
                turn.rule(), turn.category(), turn.reachedRetrieval(),
                article == null || hash == null || start == null || end == null
                        ? null
                        : new Span(article, hash, start, end),
                turn.confidence(), turn.acceptedAt(), turn.decidedAt(), ArticleTried.fromJson(turn.hits()),
                turn.record() == null ? null : DecisionRecord.fromJson(turn.record()));
    }

    /** The characters of an article revision that were sent. */
    @Introspected
    @Schema(name = "AnswerSpan", description = "The characters of that article revision that were sent")
    public record Span(String articleId, String hash, int start, int end) {}
}
