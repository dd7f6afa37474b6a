package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Calibration;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.confidence.Evidence;
import dev.parley.kb.ranking.HeadTrainer;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Ranker;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.Weights;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KnowledgeBase} on a Lucene index: a cache of the approved articles. Changes are serialised, each is committed and
 * then becomes visible as one. Where one fails, for example on a full disk, searches go on from the commit before, and the
 * next change begins there.
 */
public final class LuceneKnowledgeBase implements KnowledgeBase, Ranker {

    /** Another layout gets another name, so that an old index is never misread. */
    private static final String FORMAT = "parley-index/3 ";
    private static final String FORMAT_KEY = "format";

    /**
     * So many articles fill several segments, each searched by itself. Merged into one, 100,000 articles take half of the CPU a
     * question, for a third more time to index, which the models' time exceeds by far.
     */
    private static final int MANY = 1_000;
    /** So many articles are embedded side by side, and held in memory at a time. */
    private static final int BATCH = 16;
    /** Batches. */
    private static final int SAVED_EVERY = 16;

    private final Directory directory;
    private final @Nullable FileWatch files;
    private final Voices voices;
    private final FieldAnalyzers analyzers = new FieldAnalyzers();
    private IndexWriter writer;
    private final SearcherManager searchers;
    private final Vocabulary vocabulary;
    private volatile Model model;

    private LuceneKnowledgeBase(Directory directory, Voices voices, Model model) throws IOException {
        this.directory = directory;
        this.files = directory instanceof FSDirectory onDisk ? new FileWatch(onDisk.getDirectory()) : null;
        this.voices = voices;
        this.model = model;
        this.vocabulary = new Vocabulary(voices, analyzers);
        this.writer = new IndexWriter(directory, new IndexWriterConfig(analyzers));
        if (!DirectoryReader.indexExists(directory)) {
            commit();
        }
        this.searchers = new SearcherManager(directory, new SearcherFactory());
    }

    /** An empty one in memory. */
    public static LuceneKnowledgeBase inMemory(Voices voices) {
        return open(new ByteBuffersDirectory(), voices, Model.untrained());
    }

    /**
     * Opens an index, or begins one in an empty directory.
     *
     * @param directory closed with this
     * @param voices stay open
     * @throws DamagedIndexException when it can't be trusted: a checksum is wrong, a file is missing, or it was built by
     *         another version or with other embeddings. It must then be built anew
     */
    public static LuceneKnowledgeBase open(Directory directory, Voices voices, Model model) {
        try {
            if (DirectoryReader.indexExists(directory)) {
                check(directory, voices, directory.obtainLock(IndexWriter.WRITE_LOCK_NAME));
            } else if (directory.listAll().length > 0) {
                throw new DamagedIndexException("its list of segments is missing");
            }
            return new LuceneKnowledgeBase(directory, voices, model);
        } catch (IOException | RuntimeException e) {
            try {
                directory.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e instanceof DamagedIndexException known ? known : new DamagedIndexException(e);
        }
    }

    /** Reads every byte once: Lucene opens most damaged indexes without noticing. */
    private static void check(Directory directory, Voices voices, Lock lock) throws IOException {
        try (CheckIndex check = new CheckIndex(directory, lock)) {
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_CHECKSUM_CHECKS);
            CheckIndex.Status status = check.checkIndex();
            if (!status.clean) {
                throw new DamagedIndexException("a checksum is wrong or a file is missing");
            }
            String built = status.userData == null ? null : status.userData.get(FORMAT_KEY);
            if (!(FORMAT + voices.name()).equals(built)) {
                throw new DamagedIndexException("it was built as '" + built + "', not as '" + FORMAT + voices.name()
                        + "'");
            }
        }
    }

    /**
     * Reads every byte of the last commit once more. Changes wait meanwhile, searches don't.
     *
     * @throws DamagedIndexException when it can't be trusted any more, and must be built anew
     */
    public synchronized void verify() {
        try {
            // Held by the writer, which commits nothing meanwhile.
            check(directory, voices, NoLockFactory.INSTANCE.obtainLock(directory, IndexWriter.WRITE_LOCK_NAME));
        } catch (IOException | RuntimeException e) {
            throw e instanceof DamagedIndexException known ? known : new DamagedIndexException(e);
        }
    }

    /**
     * Whether somebody else may have written to its files since this was last asked. Waits for a change that is under way.
     *
     * @throws UncheckedIOException when the files can't be listed
     */
    public synchronized boolean isTouched() {
        try {
            return files != null && files.isTouched();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list the index's files", e);
        }
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        Model now = model;
        return onSearcher(searcher -> {
            String repaired = vocabulary.repair(searcher, question);
            List<float[]> vectors = voices.embed(repaired);
            Measurement measurement = new Measurement(searcher, analyzers, repaired, question.language(), vectors);
            Rulings.Ruling ruling = now.rulings().on(question, now.weights().of(question.language())
                    .rank(now.precedents().heard(Voices.joined(vectors), measurement.candidates(now.heads()))));
            List<Weights.Scored> ranked = ruling.ranked();
            BestPassage best = new BestPassage(searcher, analyzers, repaired, vectors,
                    !voices.know(question.language()));
            List<Hit> hits = new ArrayList<>();
            for (int place = 0; place < Math.min(limit, ranked.size()); place++) {
                int document = measurement.documentOf(ranked.get(place).candidate().article());
                double confidence = ruling.confidence(place, now.confidence().of(question.language())
                        .confidence(Evidence.of(ranked, place, Trainer.words(question))));
                hits.add(new Hit(best.of(document), ranked.get(place).score(), confidence));
            }
            return hits;
        });
    }

    @Override
    public boolean isJudged(Question question) {
        return model.rulings().has(question);
    }

    @Override
    public Measured measure(Question question) {
        return measure(question, model.heads(), voices::recall);
    }

    /** For learning: with other heads than those that serve. */
    Measured measure(Question question, Heads heads, Function<String, List<float[]>> embedding) {
        return onSearcher(searcher -> {
            String repaired = vocabulary.repair(searcher, question);
            List<float[]> vectors = embedding.apply(repaired);
            return new Measured(Voices.joined(vectors),
                    new Measurement(searcher, analyzers, repaired, question.language(), vectors).candidates(heads));
        });
    }

    @Override
    public synchronized void change(Collection<Article> put, Collection<ArticleKey> removed, Progress progress) {
        try {
            if (!writer.isOpen()) {
                // Never a new and empty one: what was there may have been deleted.
                writer = new IndexWriter(directory,
                        new IndexWriterConfig(analyzers).setOpenMode(IndexWriterConfig.OpenMode.APPEND));
            }
            for (ArticleKey key : removed) {
                writer.deleteDocuments(ArticleBlock.term(key));
            }
            List<Article> all = List.copyOf(put);
            progress.done(0, all.size());
            for (int from = 0; from < all.size(); from += BATCH) {
                write(all.subList(from, Math.min(all.size(), from + BATCH)));
                progress.done(Math.min(all.size(), from + BATCH), all.size());
                if (from / BATCH % SAVED_EVERY == SAVED_EVERY - 1) {
                    // Neither lost when somebody stops it halfway, nor all in memory.
                    voices.save();
                }
            }
            if (all.size() >= MANY) {
                writer.forceMerge(1);
            }
            commit();
            if (files != null) {
                files.look();
            }
            searchers.maybeRefreshBlocking();
            voices.save();
        } catch (IOException e) {
            giveUp(e);
            throw new UncheckedIOException("can't change the index: " + e.getMessage(), e);
        } catch (AlreadyClosedException e) {
            // Somebody took its files away.
            giveUp(e);
            throw new UncheckedIOException("can't change the index: " + e.getMessage(), new IOException(e));
        } catch (RuntimeException e) {
            giveUp(e);
            throw e;
        }
    }

    private void commit() throws IOException {
        writer.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT + voices.name()).entrySet());
        writer.commit();
    }

    /** Forgets what was not committed, so that no half change is ever seen. */
    private void giveUp(Exception why) {
        try {
            writer.rollback();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Embedding takes nearly all the time, and each article is embedded by itself. */
    private void write(List<Article> batch) throws IOException {
        List<List<Document>> blocks = batch.parallelStream().map(article -> article.audience() == Audience.INTERNAL
                ? List.<Document>of()
                : ArticleBlock.write(article, voices.remembered())).toList();
        for (int i = 0; i < batch.size(); i++) {
            if (blocks.get(i).isEmpty()) {
                writer.deleteDocuments(ArticleBlock.term(batch.get(i).key()));
            } else {
                writer.updateDocuments(ArticleBlock.term(batch.get(i).key()), blocks.get(i));
            }
        }
    }

    /** What the head that goes by meaning is trained on. */
    List<HeadTrainer.Lesson> lessons() {
        return onSearcher(Revisions::lessons);
    }

    @Override
    public Map<ArticleKey, String> revisions() {
        return onSearcher(Revisions::hashes);
    }

    /** Replaces what was learned; searches that are under way end with what they began with. */
    public void use(Model learned) {
        model = learned;
    }

    /** What was learned. */
    public Model model() {
        return model;
    }

    @Override
    public Map<String, Integer> countKnownWords(String text, Collection<String> languages) {
        return onSearcher(searcher -> vocabulary.countKnown(searcher, text, languages));
    }

    @Override
    public Set<String> languages() {
        return onSearcher(Revisions::languages);
    }

    @Override
    public int size() {
        return revisions().size();
    }

    @Override
    public Calibration calibration() {
        return model.calibration();
    }

    private interface OnSearcher<T> {
        T apply(IndexSearcher searcher) throws IOException;
    }

    private <T> T onSearcher(OnSearcher<T> task) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return task.apply(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't search", e);
        } catch (InternalError e) {
            // A file that somebody cut short while it is mapped into memory.
            throw new DamagedIndexException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            searchers.close();
            writer.close();
            analyzers.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the index", e);
        }
    }
}
