package dev.parley.kb.eval;

import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.Threshold;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Asks a knowledge base golden questions. */
public final class Evaluation {

    private static final int HITS = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Evaluation() {}

    /** @param languageOf the language to ask a question in */
    public static List<Outcome> run(KnowledgeBase base, List<GoldenQuestion> questions,
            Function<GoldenQuestion, String> languageOf, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        return questions.parallelStream().map(question -> {
            Outcome outcome = ask(base, question, languageOf.apply(question));
            progress.done(done.incrementAndGet(), questions.size());
            return outcome;
        }).toList();
    }

    private static Outcome ask(KnowledgeBase base, GoldenQuestion question, String language) {
        long before = THREADS.getCurrentThreadCpuTime();
        List<Outcome.Found> found = base.search(new Question(question.text(), language), HITS).stream()
                .map(hit -> new Outcome.Found(hit.passage().article().id(), hit.score(), hit.confidence())).toList();
        return new Outcome(question, found, THREADS.getCurrentThreadCpuTime() - before);
    }

    /** The figures of an evaluation at a threshold. */
    public static EvalReport report(List<Outcome> outcomes, Threshold threshold,
            Function<GoldenQuestion, String> languageOf) {
        return EvalReport.of(outcomes, threshold, languageOf);
    }
}
