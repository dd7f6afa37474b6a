package dev.parley.gateway.cli;

import dev.parley.gateway.Asked;
import dev.parley.gateway.Inquiry;
import dev.parley.gateway.MessagePipeline;
import dev.parley.gateway.Objections;
import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.Sureness;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.knowledge.KnowledgeFiles;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.check.Comparison;
import dev.parley.kb.check.Finding;
import dev.parley.kb.check.KnowledgeCheck;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.training.Labelled;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole decision path on the articles' folder alone, without server or database: for trying things out. */
final class OfflineBot implements AutoCloseable {

    private final LuceneKnowledgeBase base;
    private final Voices voices;
    private final MessagePipeline pipeline;
    private final Policy policy;
    private final List<Article> articles;
    private final List<ArticleSource.Problem> problems;
    private final List<Labelled> judged;

    private OfflineBot(LuceneKnowledgeBase base, Voices voices, MessagePipeline pipeline, Policy policy,
            ArticleSource.Reading reading, List<Labelled> judged) {
        this.articles = reading.articles();
        this.problems = reading.problems();
        this.judged = judged;
        this.base = base;
        this.voices = voices;
        this.pipeline = pipeline;
        this.policy = policy;
    }

    /** @param err told of each document that can't be used, and of what takes its time */
    static OfflineBot open(ConfigOption option, PrintWriter err) {
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(option.config, null, null),
                ConfigOption.environment());
        ParleyConfig config = loader.load();
        Path directory = loader.directory();
        KnowledgeFiles files = new KnowledgeFiles(config);
        Voices voices = new Voices(files.openEmbeddings(), config.embeddingFolder());
        Policies policies = new Policies(directory, files.wording(voices));
        ArticleSource.Reading reading = files.folder().read();
        reading.problems().forEach(problem -> err.println("article not used: " + problem));
        LanguageDetector languages = new LanguageDetector();
        LuceneKnowledgeBase base = new OfflineIndex(config.offlineFolder(), voices, err).open(reading.articles(),
                opened -> files.readJudged(
                        text -> languages.detect(text, config.knowledge().defaultLanguage(), opened)));
        Map<ArticleKey, Article> articles = reading.articles().stream()
                .collect(Collectors.toMap(Article::key, Function.identity()));
        Answerer answerer = new Answerer(base, key -> Optional.ofNullable(articles.get(key)),
                new Sureness(config.answers()), config.knowledge().defaultLanguage());
        return new OfflineBot(base, voices, new MessagePipeline(policies, answerer,
                new Objections((channel, category) -> Optional.empty()),
                (text, current) -> languages.detect(text, current, base), () -> 0), policies.current(),
                reading, files.readJudged(text -> languages.detect(text, config.knowledge().defaultLanguage(), base)));
    }

    /** What it would do about the first message of a new conversation. */
    Asked ask(GoldenQuestion question) {
        String named = question.language();
        String language = named != null ? named : pipeline.languageOf(question.text(), voice().languageFor(null));
        return Asked.of(question.id(), question.text(), language,
                pipeline.decide(Inquiry.first(question.text(), language)).decision(), policy.routing(),
                Clock.systemUTC().instant());
    }

    /** What content owners should mend. */
    List<Finding> check(LocalDate today) {
        KnowledgeCheck check = new KnowledgeCheck(articles);
        List<Finding> findings = new ArrayList<>(problems.stream().map(problem -> new Finding(
                Finding.Kind.BAD_DOCUMENT, problem.file() + (problem.line() == null ? "" : ":" + problem.line()),
                problem.message() + "; " + problem.remedy())).toList());
        Comparison comparison = new Comparison(articles, voices.first().orElse(null));
        findings.addAll(comparison.conflicts(key -> true));
        findings.addAll(comparison.duplicates());
        findings.addAll(check.check(today));
        findings.addAll(check.check(base, judged));
        voices.save();
        return findings;
    }

    /** Articles with words that the brand does not use, each as a line. */
    List<String> listUnusualWords() {
        return articles.stream().flatMap(article -> voice().listUnusualWords(article.title() + "\n" + article.body())
                .stream().map(fault -> article.key().id() + " (" + article.key().language() + "): " + fault)).toList();
    }

    MessagePipeline pipeline() {
        return pipeline;
    }

    Voice voice() {
        return policy.voice();
    }

    @Override
    public void close() {
        base.close();
        voices.close();
    }
}
