package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.Threshold;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.eval.Evaluation;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.QuestionFile;
import dev.parley.kb.eval.Summary;
import dev.parley.kb.source.JsonlArticles;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures on a small public sample: a change that loses some must say so here. */
class PinnedFiguresTest {

    private static final Path SAMPLE = Path.of("src/test/resources/banking77");
    private static final double TARGET = 0.90;
    // A little below what was measured, so that only a real loss fails: 90.8 %, 0.964, 48 % and 65.8 %. Without
    // precedents AUROC was 0.929 and coverage 32 %.
    private static final double MODELS_RECALL = 0.88;
    private static final double MODELS_AUROC = 0.95;
    private static final double MODELS_COVERAGE = 0.40;
    private static final double WORDS_RECALL = 0.62;

    @Test
    void withTheModelsAndJudgedQuestions() {
        Summary summary = measure(Embeddings.bundled(), labels());
        assertTrue(summary.recallAt1() >= MODELS_RECALL, summary::toString);
        assertTrue(summary.aurocAnswerable() >= MODELS_AUROC, summary::toString);
        assertTrue(summary.precisionAtTarget() >= TARGET - 0.03, summary::toString);
        assertTrue(summary.coverageAtTarget() >= MODELS_COVERAGE, summary::toString);
        assertFalse(summary.provisional());
    }

    @Test
    void withWordsAlone() {
        Summary summary = measure(Embeddings.none(), labels());
        assertTrue(summary.recallAt1() >= WORDS_RECALL, summary::toString);
    }

    @Test
    void withoutJudgedQuestionsItIsProvisional() {
        Summary summary = measure(Embeddings.bundled(), List.of());
        assertTrue(summary.provisional());
        assertTrue(summary.recallAt1() >= MODELS_RECALL - 0.02, summary::toString);
    }

    @Test
    void learningIsRepeatableAndItsFileHoldsIt(@TempDir Path folder) throws IOException {
        try (Voices voices = new Voices(Embeddings.bundled(), null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            List<Article> articles = articles();
            base.change(articles, List.of(), Progress.SILENT);
            Model once = new Learning(voices).learn(base, articles, labels(), () -> false);
            Model again = new Learning(voices).learn(base, articles, labels(), () -> false);
            ModelFile.write(once, folder.resolve("model.bin"));
            Model read = ModelFile.read(folder.resolve("model.bin"));
            for (Model other : List.of(again, read)) {
                assertEquals(List.of(hits(base, once)), List.of(hits(base, other)));
                assertEquals(once.calibration(), other.calibration());
                assertEquals(once.basis(), other.basis());
            }
        }
    }

    private static String hits(LuceneKnowledgeBase base, Model model) {
        base.use(model);
        return base.search(new Question("why was my card payment declined", "en"), 5).toString();
    }

    private static Summary measure(List<Embedding> embeddings, List<Labelled> labels) {
        try (Voices voices = new Voices(embeddings, null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            List<Article> articles = articles();
            base.change(articles, List.of(), Progress.SILENT);
            base.use(new Learning(voices).learn(base, articles, labels, () -> false));
            List<GoldenQuestion> golden = QuestionFile.read(SAMPLE.resolve("golden.jsonl"));
            Threshold threshold = base.calibration().threshold(TARGET);
            return Evaluation.report(Evaluation.run(base, golden, question -> "en", Progress.SILENT), threshold,
                    question -> "en").summary();
        }
    }

    private static List<Article> articles() {
        return new JsonlArticles(SAMPLE.resolve("articles.jsonl"), "en").read().articles();
    }

    private static List<Labelled> labels() {
        return QuestionFile.read(SAMPLE.resolve("calibrate.jsonl")).stream().map(question -> new Labelled(
                new Question(question.text(), "en"), new HashSet<>(question.relevant()))).toList();
    }
}
