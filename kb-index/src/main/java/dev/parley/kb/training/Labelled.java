package dev.parley.kb.training;

import dev.parley.kb.Question;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question of which somebody said what answers it.
 *
 * @param question as a customer types it
 * @param relevant ids of the articles that answer it; empty when none does
 */
public record Labelled(Question question, Set<String> relevant) {

    /** Copies the set. */
    public Labelled {
        relevant = Set.copyOf(relevant);
    }

    /** All of it in one line that is the same in each process. */
    public String line() {
        return question.language() + "\t" + question.text() + "\t" + String.join(" ", new TreeSet<>(relevant));
    }
}
