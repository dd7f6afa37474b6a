package dev.parley.gateway.knowledge;

import dev.parley.kb.ArticleSource;
import java.time.Instant;
import java.util.List;

/**
 * What an import did.
 *
 * @param at when it was done
 * @param problems documents that could not be used
 */
record ImportResult(Instant at, int added, int changed, int unchanged, int removed,
        List<ArticleSource.Problem> problems) {

    ImportResult {
        problems = List.copyOf(problems);
    }

    int total() {
        return added + changed + unchanged;
    }
}
