package dev.parley.gateway.knowledge;

import dev.parley.kb.ArticleSource;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reindex as the API shows it.
 *
 * @param state running, done, refused (the golden questions did worse: nothing was changed) or failed
 * @param done articles indexed so far
 * @param total articles in all; 0 while that is not known
 * @param perSecond articles indexed a second; 0 while that is not known, and when it has ended
 * @param secondsLeft seconds until all are indexed; 0 while that is not known, and when it has ended
 * @param error why it failed, or null
 * @param fallen why it was refused
 * @param changes golden questions that it would answer worse
 */
@Introspected
@Schema(name = "Reindex")
record ReindexJob(long id, String state, Instant startedAt, @Nullable Instant finishedAt, int done, int total,
        long perSecond, long secondsLeft, int added, int changed, int unchanged, int removed,
        List<ProblemJson> problems, @Nullable String error,
        List<String> fallen, List<Gate.Change> changes) {

    /** A document that could not be used. */
    @Introspected
    @Schema(name = "ArticleProblem")
    record ProblemJson(String file, @Nullable Integer line, String message, String remedy) {

        static List<ProblemJson> of(List<ArticleSource.Problem> problems) {
            return problems.stream().map(problem -> new ProblemJson(problem.file(), problem.line(), problem.message(),
                    problem.remedy())).toList();
        }
    }

    static ReindexJob started(long id, Instant now) {
        return new ReindexJob(id, "running", now, null, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), null,
                List.of(), List.of());
    }

    ReindexJob progressed(Pace pace) {
        return new ReindexJob(id, state, startedAt, null, pace.done(), pace.total(), pace.perSecond(),
                pace.secondsLeft(), 0, 0, 0, 0, List.of(), null, List.of(), List.of());
    }

    ReindexJob done(ImportResult result) {
        return new ReindexJob(id, result.refused().isPassed() ? "done" : "refused", startedAt, result.at(),
                result.total(), result.total(), 0, 0, result.added(),
                result.changed(), result.unchanged(), result.removed(), ProblemJson.of(result.problems()), null,
                result.refused().fallen(), result.refused().changes());
    }

    ReindexJob failed(String why, Instant now) {
        return new ReindexJob(id, "failed", startedAt, now, done, total, 0, 0, 0, 0, 0, 0, List.of(), why,
                List.of(), List.of());
    }
}
