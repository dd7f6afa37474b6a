package dev.parley.gateway.knowledge;

import dev.parley.kb.ArticleSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import did.
 *
 * @param at when it was done
 * @param problems documents that could not be used
 * @param refused what the gate said against it: then nothing was changed; empty when it went live
 */
record ImportResult(Instant at, int added, int changed, int unchanged, int removed,
        List<ArticleSource.Problem> problems, Gate.Verdict refused) {

    static final Gate.Verdict NOT_REFUSED = new Gate.Verdict(List.of(), List.of());

    ImportResult {
        problems = List.copyOf(problems);
    }

    static ImportResult of(ImportPlan plan, Instant now, Gate.Verdict verdict) {
        return new ImportResult(now, plan.added(), plan.put().size() - plan.added(), plan.unchanged(),
                plan.removed().size(), plan.problems(), verdict);
    }

    ImportResult withProblems(List<ArticleSource.Problem> more) {
        List<ArticleSource.Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new ImportResult(at, added, changed, unchanged, removed, all, refused);
    }

    int total() {
        return added + changed + unchanged;
    }
}
