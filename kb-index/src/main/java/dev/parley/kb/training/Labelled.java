package dev.parley.kb.training;

import dev.parley.kb.Question;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question of which somebody said what answers it.
 *
 * @param question as a customer types it
 * @param relevant ids of the articles that answer it; empty when none does
 * @param isCustomers whether a customer typed it, who may want to be forgotten: nothing of it is kept on disk but what is
 *        learned
 */
public record Labelled(Question question, Set<String> relevant, boolean isCustomers) {

    /** One that somebody wrote for being learned from. */
    public Labelled(Question question, Set<String> relevant) {
        this(question, relevant, false);
    }

    /** Copies the set. */
    public Labelled {
        relevant = Set.copyOf(relevant);
    }

    /** All of it in one line that is the same in each process. */
    public String line() {
        return question.language() + "\t" + question.text() + "\t" + String.join(" ", new TreeSet<>(relevant));
    }
}
