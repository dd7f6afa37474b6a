package dev.parley.kb.eval;

import java.util.List;

/**
 * What the knowledge base said to a golden question.
 *
 * @param hits best first, at most ten
 * @param cpuNanos CPU time of the search
 */
public record Outcome(GoldenQuestion question, List<Found> hits, long cpuNanos) {

    /** Copies the list. */
    public Outcome {
        hits = List.copyOf(hits);
    }

    /**
     * An article found.
     *
     * @param score comparable only within one question
     * @param confidence 0 to 1
     */
    public record Found(String articleId, double score, double confidence) {}

    boolean isAnswerable() {
        return !question.relevant().isEmpty();
    }

    boolean isRight() {
        return !hits.isEmpty() && question.relevant().contains(hits.getFirst().articleId());
    }

    boolean isFoundIn(int places) {
        return hits.stream().limit(places).anyMatch(hit -> question.relevant().contains(hit.articleId()));
    }

    double reciprocalRank() {
        for (int i = 0; i < hits.size(); i++) {
            if (question.relevant().contains(hits.get(i).articleId())) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    double confidence() {
        return hits.isEmpty() ? 0 : hits.getFirst().confidence();
    }
}
