package dev.parley.bench;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.QuestionFile;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.ranking.HeadTrainer;
import dev.parley.kb.source.JsonlArticles;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One public question set, indexed and with its head trained; everything else starts from it.
 *
 * @param base the articles, with a trained head and the default weights
 * @param calibrate questions to learn from, as measured
 * @param golden questions to measure on
 */
record QuestionSet(String name, LuceneKnowledgeBase base, List<Trainer.Seen> calibrate, List<GoldenQuestion> golden,
        Map<String, String> categories, String language) implements AutoCloseable {

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
        base.use(Model.untrained().withHead(HeadTrainer.train(voices.name(), base.lessons(), () -> false)));
        List<Trainer.Seen> calibrate = QuestionFile.read(folder.resolve("calibrate.jsonl")).parallelStream()
                .map(question -> Trainer.Seen.of(new Labelled(new Question(question.text(), language),
                        new HashSet<>(question.relevant())), base))
                .toList();
        return new QuestionSet(folder.getFileName().toString(), base, calibrate,
                QuestionFile.read(folder.resolve("golden.jsonl")), reading.articles().stream()
                        .collect(Collectors.toMap(article -> article.key().id(), article -> article.category())),
                language);
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
