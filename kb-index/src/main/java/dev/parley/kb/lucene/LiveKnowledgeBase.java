package dev.parley.kb.lucene;

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
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;

/** The knowledge base that serves: one generation after another, exchanged between two searches. */
public final class LiveKnowledgeBase implements KnowledgeBase {

    private volatile KnowledgeBase serving;

    /** @param first closed when it is exchanged, or with this */
    public LiveKnowledgeBase(KnowledgeBase first) {
        this.serving = first;
    }

    /** Searches that start from now on see this one; the one before is closed. */
    public synchronized void exchange(KnowledgeBase next) {
        KnowledgeBase before = serving;
        serving = next;
        before.close();
    }

    /** A search that was overtaken by an exchange is done again on the new one. */
    private <T> T asked(Function<KnowledgeBase, T> question) {
        KnowledgeBase base = serving;
        try {
            return question.apply(base);
        } catch (AlreadyClosedException e) {
            if (serving == base) {
                throw e;
            }
            return asked(question);
        }
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        return asked(base -> base.search(question, limit));
    }

    @Override
    public boolean isJudged(Question question) {
        return serving.isJudged(question);
    }

    @Override
    public void change(Collection<Article> put, Collection<ArticleKey> removed, Progress progress) {
        serving.change(put, removed, progress);
    }

    @Override
    public Map<ArticleKey, String> revisions() {
        return asked(KnowledgeBase::revisions);
    }

    @Override
    public Set<String> languages() {
        return asked(KnowledgeBase::languages);
    }

    @Override
    public int size() {
        return asked(KnowledgeBase::size);
    }

    @Override
    public Calibration calibration() {
        return serving.calibration();
    }

    @Override
    public Map<String, Integer> countKnownWords(String text, Collection<String> languages) {
        return asked(base -> base.countKnownWords(text, languages));
    }

    @Override
    public void close() {
        serving.close();
    }
}
