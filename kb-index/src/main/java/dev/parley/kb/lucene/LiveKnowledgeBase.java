package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Calibration;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge base that serves: one generation after another, exchanged between two searches. One that failed, or is
 * distrusted, is looked at before it answers again.
 */
public final class LiveKnowledgeBase implements KnowledgeBase {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKnowledgeBase.class);

    private volatile KnowledgeBase serving;
    /** A search failed since it was last verified. */
    private volatile boolean isDoubtful;
    private volatile @Nullable DamagedIndexException damage;

    /** @param first closed when it is exchanged, or with this */
    public LiveKnowledgeBase(KnowledgeBase first) {
        this.serving = first;
    }

    /** Searches that start from now on see this one; the one before is closed. */
    public synchronized void exchange(KnowledgeBase next) {
        KnowledgeBase before = serving;
        serving = next;
        trust();
        try {
            before.close();
        } catch (UncheckedIOException | AlreadyClosedException e) {
            LOG.debug("the files of the index before are gone already", e);
        }
    }

    /** Whether a search failed since it was last trusted. */
    public boolean isDoubtful() {
        return isDoubtful;
    }

    /** Why it is distrusted. */
    public Optional<DamagedIndexException> damage() {
        return Optional.ofNullable(damage);
    }

    /** It was verified. */
    public void trust() {
        isDoubtful = false;
        damage = null;
    }

    /** Nothing is answered from now on until there is another one to serve. */
    public void distrust(DamagedIndexException why) {
        damage = why;
    }

    /** A search that was overtaken by an exchange is done again on the new one. */
    private <T> T asked(Function<KnowledgeBase, T> question) {
        KnowledgeBase base = serving;
        DamagedIndexException known = damage;
        if (known != null) {
            throw new DamagedIndexException(known);
        }
        try {
            return question.apply(base);
        } catch (AlreadyClosedException e) {
            if (serving == base) {
                throw e;
            }
            return asked(question);
        } catch (RuntimeException e) {
            isDoubtful = true;
            throw e;
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
