package dev.parley.bench;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.confidence.Evidence;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.Outcome;
import dev.parley.kb.eval.QuestionFile;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Weights;
import dev.parley.kb.source.ArticleFolder;
import dev.parley.kb.source.JsonlArticles;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One public question set, indexed and with its head trained; everything else starts from it.
 *
 * @param base the articles, with a trained head and the default weights
 * @param calibrate questions to learn from, as measured
 * @param golden questions to measure on
 * @param measured the same, as measured
 */
record QuestionSet(String name, LuceneKnowledgeBase base, List<Trainer.Seen> calibrate, List<GoldenQuestion> golden,
        List<Trainer.Seen> measured, Map<String, String> categories, String language) implements AutoCloseable {

    private static final int HITS = 10;

    static List<Path> folders(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(folder -> Files.exists(folder.resolve("articles.jsonl"))).sorted().toList();
        }
    }

    static Voices voices() {
        return new Voices(Embeddings.bundled(), Path.of("bench/target/embeddings"));
    }

    static QuestionSet open(Path folder, Voices voices) {
        ArticleSource.Reading reading = new JsonlArticles(folder.resolve("articles.jsonl"), "en").read();
        String language = reading.articles().getFirst().key().language();
        LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices);
        base.change(reading.articles(), List.of(), Progress.SILENT);
        base.use(new Learning(voices).start(base, reading.articles(), () -> false));
        List<GoldenQuestion> golden = QuestionFile.read(folder.resolve("golden.jsonl"));
        return new QuestionSet(folder.getFileName().toString(), base,
                measure(base, QuestionFile.read(folder.resolve("calibrate.jsonl")), language), golden,
                measure(base, golden, language), reading.articles().stream()
                        .collect(Collectors.toMap(article -> article.key().id(), article -> article.category())),
                language);
    }

    /** The judged questions of the sample shop in other languages than English, as measured, by language. */
    static Map<String, List<Trainer.Seen>> shop(Path config, Voices voices) {
        List<Article> articles = new ArticleFolder(config.resolve("kb"), "en").read().articles();
        try (LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            base.change(articles, List.of(), Progress.SILENT);
            base.use(new Learning(voices).start(base, articles, () -> false));
            Map<String, List<GoldenQuestion>> byLanguage = new TreeMap<>();
            for (GoldenQuestion question : QuestionFile.read(config.resolve("calibrate.jsonl"))) {
                if (question.language() != null) {
                    byLanguage.computeIfAbsent(question.language(), language -> new ArrayList<>()).add(question);
                }
            }
            Map<String, List<Trainer.Seen>> seen = new TreeMap<>();
            byLanguage.forEach((language, questions) -> seen.put(language, measure(base, questions, language)));
            return seen;
        }
    }

    private static List<Trainer.Seen> measure(LuceneKnowledgeBase base, List<GoldenQuestion> questions,
            String language) {
        return questions.parallelStream().map(question -> Trainer.Seen.of(
                new Labelled(new Question(question.text(), language), new HashSet<>(question.relevant())), base))
                .toList();
    }

    /** The golden questions as this model ranks them. */
    List<Outcome> outcomes(Model model) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < golden.size(); i++) {
            Measured question = measured.get(i).measured();
            List<Weights.Scored> ranked = model.weights().of(language)
                    .rank(model.precedents().heard(question.question(), question.candidates()));
            int words = Trainer.words(measured.get(i).labelled().question());
            List<Outcome.Found> hits = new ArrayList<>();
            for (int place = 0; place < Math.min(HITS, ranked.size()); place++) {
                hits.add(new Outcome.Found(ranked.get(place).candidate().article().id(), ranked.get(place).score(),
                        model.confidence().of(language).confidence(Evidence.of(ranked, place, words))));
            }
            outcomes.add(new Outcome(golden.get(i), hits, 0));
        }
        return outcomes;
    }

    Model learn(List<Trainer.Seen> from) {
        return Trainer.fromLabels(from, base.model(),
                candidate -> categories.getOrDefault(candidate.article().id(), ""));
    }

    @Override
    public void close() {
        base.close();
    }
}
