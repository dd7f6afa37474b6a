package dev.parley.gateway;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Calibration;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a test wants found. */
record FakeKnowledgeBase(Search search) implements KnowledgeBase {

    /** What is found. */
    interface Search {
        List<Hit> search(Question question);
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        return search.search(question);
    }

    @Override
    public void change(Collection<Article> put, Collection<ArticleKey> removed, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ArticleKey, String> revisions() {
        return Map.of();
    }

    @Override
    public Set<String> languages() {
        return Set.of("en");
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Calibration calibration() {
        return Calibration.none();
    }

    @Override
    public Map<String, Integer> countKnownWords(String text, Collection<String> languages) {
        return Map.of();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
