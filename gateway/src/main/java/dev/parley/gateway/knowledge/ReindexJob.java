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
 * @param state running, done or failed
 * @param done documents stored so far
 * @param total documents in all; 0 while that is not known
 * @param error why it failed, or null
 */
@Introspected
@Schema(name = "Reindex")
record ReindexJob(long id, String state, Instant startedAt, @Nullable Instant finishedAt, int done, int total,
        int added, int changed, int unchanged, int removed, List<ProblemJson> problems, @Nullable String error) {

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
        return new ReindexJob(id, "running", now, null, 0, 0, 0, 0, 0, 0, List.of(), null);
    }

    ReindexJob progressed(int stored) {
        return new ReindexJob(id, state, startedAt, null, stored, 0, 0, 0, 0, 0, List.of(), null);
    }

    ReindexJob done(ImportResult result) {
        return new ReindexJob(id, "done", startedAt, result.at(), result.total(), result.total(), result.added(),
                result.changed(), result.unchanged(), result.removed(), ProblemJson.of(result.problems()), null);
    }

    ReindexJob failed(String why, Instant now) {
        return new ReindexJob(id, "failed", startedAt, now, done, total, 0, 0, 0, 0, List.of(), why);
    }
}
