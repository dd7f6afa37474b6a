package dev.parley.gateway;

import dev.parley.gateway.metrics.DecisionRecord;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.kb.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes down how one decision comes about, while it does. Not thread-safe. */
final class Trace {

    /** A rule's reading of a long message is told by its beginning. */
    private static final int READ_CHARACTERS = 400;

    /** The step that looks into the knowledge base. */
    static final String SEARCH = "search";

    private final Inquiry inquiry;
    private final String policy;
    private final long generation;
    private final List<DecisionRecord.Step> steps = new ArrayList<>();
    private @Nullable List<String> tried;
    private DecisionRecord.@Nullable RuleMatch rule;
    private @Nullable Double needed;
    private String why = "";
    private String whyForPeople = "";

    Trace(Inquiry inquiry, String policy, long generation) {
        this.inquiry = inquiry;
        this.policy = policy;
        this.generation = generation;
    }

    <T> T timed(String step, Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } finally {
            steps.add(new DecisionRecord.Step(step, (System.nanoTime() - started) / 1_000));
        }
    }

    boolean hasSearched() {
        return steps.stream().anyMatch(step -> step.name().equals(SEARCH));
    }

    void tried(List<String> rules) {
        tried = rules;
    }

    void rule(RuleBook.Match match) {
        String read = match.read();
        rule = new DecisionRecord.RuleMatch(match.rule(), match.cause(),
                read.length() > READ_CHARACTERS ? read.substring(0, READ_CHARACTERS) : read);
        why = "rule " + match.rule() + " applies by '" + match.cause() + "': " + match.verdict().why();
        whyForPeople = match.verdict().why();
    }

    void needed(double confidence) {
        needed = confidence;
    }

    void why(String sentence) {
        why = sentence;
        whyForPeople = sentence;
    }

    /** For whoever takes over: without the phrase by which a rule applies, which is in the record. */
    String whyForPeople() {
        return whyForPeople;
    }

    DecisionRecord record(List<Hit> hits) {
        Inquiry.History history = inquiry.history();
        return new DecisionRecord(inquiry.text(), policy, generation, history.before(), history.previousQuestion(),
                history.answered(),
                history.clarifications(), tried, rule,
                hits.stream().map(hit -> new DecisionRecord.HitSeen(hit.passage().article().id(),
                        hit.passage().article().language(), hit.passage().hash(), hit.score(), hit.confidence()))
                        .toList(),
                needed, why, List.copyOf(steps));
    }
}
