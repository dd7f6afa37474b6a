package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.EmbeddingCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link KnowledgeBase} on an in-memory Lucene index: a cache, rebuilt from the approved articles at every start.
 *
 * <p>Changes are serialised and become visible as one, because only they refresh the searcher.
 */
public final class LuceneKnowledgeBase implements KnowledgeBase {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneKnowledgeBase.class);
    /** Whoever waits longer than this wants to see that something happens. */
    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final FieldAnalyzers analyzers = new FieldAnalyzers();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Embedding embedding;
    private final EmbeddingCache cache;
    /** Replaced as a whole by each change, so that a search works on one state of it. */
    private volatile Map<ArticleKey, IndexedArticle> articles = Map.of();

    /**
     * Starts empty.
     *
     * @param embedding stays open; its owner closes it
     * @param embeddingFile where the vectors of articles are kept over restarts; null to compute them each time
     */
    public LuceneKnowledgeBase(Embedding embedding, @Nullable Path embeddingFile) {
        this.embedding = embedding;
        this.cache = new EmbeddingCache(embedding, embeddingFile);
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(),
                    new IndexWriterConfig(analyzers));
            searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw new UncheckedIOException("can't open an index in memory", e);
        }
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        List<String> terms = QueryTerms.of(question.text(), question.language(), analyzers);
        if (terms.isEmpty()) {
            return List.of();
        }
        float[] vector = embedding.embed(question.text());
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return new Ranking(searcher, question.language(), terms, vector).best(articles.values(), limit);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't search", e);
        }
    }

    @Override
    public synchronized void change(Collection<Article> put, Collection<ArticleKey> removed) {
        Map<ArticleKey, IndexedArticle> next = new LinkedHashMap<>(articles);
        try {
            for (ArticleKey key : removed) {
                delete(key, next);
            }
            long told = System.nanoTime();
            int done = 0;
            for (Article article : put) {
                write(article, next);
                done++;
                if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                    told = System.nanoTime();
                    LOG.info("indexing: {} of {} articles", done, put.size());
                }
            }
            searchers.maybeRefreshBlocking();
            articles = next;
            cache.save();
        } catch (IOException e) {
            throw new UncheckedIOException("can't change the index", e);
        }
    }

    @Override
    public synchronized void replaceAll(Collection<Article> replacement) {
        Set<ArticleKey> gone = new HashSet<>(articles.keySet());
        replacement.forEach(article -> gone.remove(article.key()));
        change(replacement, gone);
    }

    private void write(Article article, Map<ArticleKey, IndexedArticle> next) throws IOException {
        if (article.audience() == Audience.INTERNAL) {
            delete(article.key(), next);
            return;
        }
        IndexedArticle indexed = IndexedArticle.of(article, cache);
        writer.updateDocument(ArticleDocument.keyTerm(article.key()), ArticleDocument.write(indexed));
        next.put(article.key(), indexed);
    }

    private void delete(ArticleKey key, Map<ArticleKey, IndexedArticle> next) throws IOException {
        writer.deleteDocuments(ArticleDocument.keyTerm(key));
        next.remove(key);
    }

    @Override
    public int size() {
        return articles.size();
    }

    @Override
    public boolean isProvisional() {
        return true;
    }

    @Override
    public synchronized void close() {
        try {
            searchers.close();
            writer.close();
            analyzers.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the index", e);
        }
    }
}
