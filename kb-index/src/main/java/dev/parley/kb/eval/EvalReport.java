package dev.parley.kb.eval;

import dev.parley.kb.Threshold;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation, as {@code eval --report} writes it.
 *
 * @param byCategory the summary of each category's questions
 * @param byLanguage the summary of each language's questions
 */
public record EvalReport(Summary summary, Map<String, Summary> byCategory, Map<String, Summary> byLanguage,
        List<Line> questions) {

    private static final String UNCATEGORISED = "uncategorised";

    /** One question with what was found. */
    public record Line(@Nullable String id, String text, List<Outcome.Found> hits) {}

    /**
     * Every question is listed; those that rules or courtesies decide count in no figure.
     *
     * @param languageOf the language that a question was asked in
     */
    static EvalReport of(List<Outcome> all, Threshold threshold, Function<GoldenQuestion, String> languageOf) {
        List<Outcome> outcomes = all.stream().filter(outcome -> outcome.question().isForKnowledgeBase()).toList();
        return new EvalReport(Summary.of(outcomes, threshold),
                grouped(outcomes, threshold, question -> question.category() == null
                        ? UNCATEGORISED
                        : question.category()),
                grouped(outcomes, threshold, languageOf),
                all.stream().map(outcome -> new Line(outcome.question().id(), outcome.question().text(),
                        outcome.hits())).toList());
    }

    private static Map<String, Summary> grouped(List<Outcome> outcomes, Threshold threshold,
            Function<GoldenQuestion, String> group) {
        Map<String, List<Outcome>> groups = outcomes.stream()
                .collect(Collectors.groupingBy(outcome -> group.apply(outcome.question()), TreeMap::new,
                        Collectors.toList()));
        Map<String, Summary> summaries = new TreeMap<>();
        groups.forEach((name, own) -> summaries.put(name, Summary.of(own, threshold)));
        return summaries;
    }
}
