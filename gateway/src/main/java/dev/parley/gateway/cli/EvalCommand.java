package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.knowledge.KnowledgeFiles;
import dev.parley.gateway.knowledge.PeriodicProgress;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Question;
import dev.parley.kb.Threshold;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.eval.EvalReport;
import dev.parley.kb.eval.Evaluation;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.Outcome;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.source.ArticleFolder;
import dev.parley.kb.source.JsonlArticles;
import dev.parley.kb.training.Labelled;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a folder of articles against labelled questions. */
@Command(name = "eval", mixinStandardHelpOptions = true, description = {
    "Measure a folder of articles against labelled questions.",
    "Builds an index of the folder aside; asks the knowledge base alone, without rules and without asking back."})
final class EvalCommand implements Callable<Integer> {

    private static final String ARTICLES = "articles.jsonl";

    @Option(names = "--kb", required = true, paramLabel = "DIR", description = "articles: a folder of documents, or one with articles.jsonl")
    private @Nullable Path kb;

    @Option(names = "--golden", required = true, paramLabel = "FILE", description = "questions to measure on, .jsonl")
    private @Nullable Path golden;

    @Option(names = "--calibrate", paramLabel = "FILE", description = "other questions to learn from and to choose the threshold on (default: the articles' own examples, held out in turn)")
    private @Nullable Path calibrate;

    @Option(names = "--target", paramLabel = "SHARE", defaultValue = "0.90", description = "the share of answers that must be right (default: ${DEFAULT-VALUE})")
    private double target;

    @Option(names = "--embedding", paramLabel = "KIND", defaultValue = "bundled", description = "bundled, none, or a directory with model.onnx and tokenizer.json (default: ${DEFAULT-VALUE})")
    private String embedding = "bundled";

    @Option(names = "--embeddings", paramLabel = "DIR", description = "keep the vectors of articles there for the next time")
    private @Nullable Path embeddingFolder;

    @Option(names = "--report", paramLabel = "FILE", description = "write everything there as JSON")
    private @Nullable Path report;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        if (!(target > 0 && target < 1)) {
            throw new CommandLine.ParameterException(command, "--target must be above 0 and below 1, for example 0.95");
        }
        PrintWriter err = command.getErr();
        List<GoldenQuestion> questions = Questions.read(Objects.requireNonNull(golden));
        long others = questions.stream().filter(question -> !question.isForKnowledgeBase()).count();
        if (others > 0) {
            err.println(
                    others + " questions are asked but count in no figure: rules or courtesies decide them, not the "
                            + "knowledge base. ./parley golden plays them all.");
        }
        List<GoldenQuestion> judged = calibrate == null
                ? List.of()
                : Questions.read(calibrate).stream().filter(GoldenQuestion::isForKnowledgeBase).toList();
        ArticleSource.Reading reading = read(Objects.requireNonNull(kb), err);
        List<Embedding> embeddings = KnowledgeFiles.openEmbeddings(embedding);
        try (Voices voices = new Voices(embeddings, embeddingFolder);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            base.change(reading.articles(), List.of(), PeriodicProgress.printed("indexing", err));
            Function<GoldenQuestion, String> languageOf = languages(base, reading);
            List<Labelled> labels = judged.stream().map(question -> new Labelled(
                    new Question(question.text(), languageOf.apply(question)), new HashSet<>(question.relevant())))
                    .toList();
            err.println(labels.isEmpty() ? "learning …" : "learning from " + labels.size() + " judged questions …");
            err.flush();
            base.use(new Learning(voices).learn(base, reading.articles(), labels, () -> false));
            List<Outcome> outcomes = Evaluation.run(base, questions, languageOf,
                    PeriodicProgress.printed("asking", err));
            Threshold threshold = base.calibration().threshold(target);
            EvalReport result = Evaluation.report(outcomes, threshold, languageOf);
            new EvalPrinter(command.getOut()).print(result, threshold, labels.size(), outcomes);
            if (report != null) {
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(report.toFile(), result);
            }
        }
        command.getOut().flush();
        return 0;
    }

    private static ArticleSource.Reading read(Path folder, PrintWriter err) {
        Path articles = folder.resolve(ARTICLES);
        if (!Files.isDirectory(folder)) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    folder + ": no such folder; name one with --kb");
        }
        ArticleSource source = Files.exists(articles)
                ? new JsonlArticles(articles, LanguageDetector.ENGLISH)
                : new ArticleFolder(folder, LanguageDetector.ENGLISH);
        ArticleSource.Reading reading = source.read();
        reading.problems().forEach(problem -> err.println("article not used: " + problem));
        return reading;
    }

    /** The one language that there is, else what the question names, else what it looks like. */
    private static Function<GoldenQuestion, String> languages(LuceneKnowledgeBase base,
            ArticleSource.Reading reading) {
        LanguageDetector detector = new LanguageDetector();
        String first = reading.articles().isEmpty()
                ? LanguageDetector.ENGLISH
                : reading.articles().getFirst().key().language();
        String usual = base.languages().contains(LanguageDetector.ENGLISH) ? LanguageDetector.ENGLISH : first;
        return question -> {
            String named = question.language();
            String told = named != null && base.languages().contains(named)
                    ? named
                    : detector.detect(question.text(), usual, base);
            return base.languages().contains(told) ? told : usual;
        };
    }
}
