package dev.parley.kb.ranking;

import java.util.List;

/**
 * One question as an index measured it.
 *
 * @param question its vectors, joined; empty without an embedding; not changed after construction
 * @param candidates in no order; empty when nothing was found
 */
public record Measured(float[] question, List<Candidate> candidates) {

    /** Copies the list. */
    public Measured {
        candidates = List.copyOf(candidates);
    }
}
