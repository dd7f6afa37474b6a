package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * A {@link KnowledgeBase} on an in-memory Lucene index: a cache, rebuilt from the approved articles at every start.
 *
 * <p>Changes are serialised and become visible as one, because only they refresh the searcher.
 */
public final class LuceneKnowledgeBase implements KnowledgeBase {

    private final FieldAnalyzers analyzers = new FieldAnalyzers();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Set<ArticleKey> keys = new HashSet<>();

    /** Starts empty. */
    public LuceneKnowledgeBase() {
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(),
                    new IndexWriterConfig(analyzers).setSimilarity(Ranking.similarity()));
            searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(org.apache.lucene.index.IndexReader reader,
                        org.apache.lucene.index.IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(Ranking.similarity());
                    return searcher;
                }
            });
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
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return new Ranking(searcher, question.language(), terms).best(limit);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't search", e);
        }
    }

    @Override
    public synchronized void change(Collection<Article> put, Collection<ArticleKey> removed) {
        try {
            for (ArticleKey key : removed) {
                delete(key);
            }
            for (Article article : put) {
                write(article);
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException("can't change the index", e);
        }
    }

    @Override
    public synchronized void replaceAll(Collection<Article> articles) {
        Set<ArticleKey> gone = new HashSet<>(keys);
        articles.forEach(article -> gone.remove(article.key()));
        change(articles, gone);
    }

    private void write(Article article) throws IOException {
        if (article.audience() == Audience.INTERNAL) {
            delete(article.key());
            return;
        }
        List<Document> documents = PassageCutter.cut(article).stream()
                .map(passage -> PassageDocument.write(article, passage)).toList();
        writer.updateDocuments(PassageDocument.keyTerm(article.key()), documents);
        keys.add(article.key());
    }

    private void delete(ArticleKey key) throws IOException {
        writer.deleteDocuments(PassageDocument.keyTerm(key));
        keys.remove(key);
    }

    @Override
    public synchronized int size() {
        return keys.size();
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
