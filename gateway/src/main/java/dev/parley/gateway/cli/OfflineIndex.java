package dev.parley.gateway.cli;

import dev.parley.gateway.knowledge.PeriodicProgress;
import dev.parley.kb.Article;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * An index in memory for commands that work by themselves. What was learned is kept by the name of what it was learned from,
 * so that only the first of several commands takes its time; two at once do no harm.
 */
final class OfflineIndex {

    private final Path folder;
    private final Voices voices;
    private final PrintWriter err;

    OfflineIndex(Path folder, Voices voices, PrintWriter err) {
        this.folder = folder;
        this.voices = voices;
        this.err = err;
    }

    LuceneKnowledgeBase open(List<Article> articles, Function<LuceneKnowledgeBase, List<Labelled>> judged) {
        LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices);
        base.change(articles, List.of(), PeriodicProgress.printed("indexing", err));
        List<Labelled> labels = judged.apply(base);
        Learning learning = new Learning(voices);
        Path file = folder.resolve(learning.basis(articles, labels) + ".model");
        try {
            base.use(ModelFile.read(file));
        } catch (IOException e) {
            err.println("learning from " + articles.size() + " articles and " + labels.size()
                    + " judged questions …");
            err.flush();
            base.use(learning.learn(base, articles, labels, () -> false));
            keep(base.model(), file);
        }
        return base;
    }

    private void keep(Model model, Path file) {
        try {
            Files.createDirectories(folder);
            ModelFile.write(model, file);
        } catch (IOException e) {
            err.println("can't keep what was learned in " + folder + ": " + e.getMessage());
        }
    }
}
