package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ParleyException;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.DamagedIndexException;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.LiveKnowledgeBase;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index that serves in step with the approved articles, and has it learn in the background, on one thread of low
 * priority. Changes must be serialised by the caller; searches may go on meanwhile.
 */
final class IndexKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final long CLOSE_SECONDS = 10;
    /** A disk that fails silently is noticed within this; reading a hundred thousand articles' index takes a second or two. */
    private static final Duration VERIFIED_EVERY = Duration.ofMinutes(10);

    private final IndexFolder folder;
    private final Learning learning;
    private final KnowledgeFiles files;
    private final LanguageDetector languages;
    private final String defaultLanguage;
    private final Supplier<List<Article>> approved;
    private final Supplier<List<Labelled>> judgements;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            task -> {
                Thread thread = Thread.ofPlatform().daemon().name("learning").unstarted(task);
                thread.setPriority(Thread.MIN_PRIORITY);
                return thread;
            });
    /** Counts the orders to learn: an older one gives way. */
    private final AtomicInteger orders = new AtomicInteger();
    /** Orders whose turn has not come. */
    private final AtomicInteger waiting = new AtomicInteger();
    private IndexFolder.Generation serving;
    private boolean isBehind;
    /** It could not be written since it was last verified. */
    private boolean isDoubtful;
    private long verifiedNanos = System.nanoTime();
    private final LiveKnowledgeBase live;

    /**
     * Opens the index, or builds it when there is none that can be trusted; returns when it holds exactly these articles,
     * or, where it can't be written, those that it held before.
     *
     * @param damage told, in one sentence, when there was one that can't be trusted
     * @param approved reads all approved articles
     * @param judgements reads what was judged beside the file of judged questions, the oldest first
     */
    IndexKeeper(IndexFolder folder, Learning learning, KnowledgeFiles files, LanguageDetector languages,
            String defaultLanguage, Supplier<List<Article>> approved, Supplier<List<Labelled>> judgements,
            Consumer<String> damage) {
        this.folder = folder;
        this.learning = learning;
        this.files = files;
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
        this.approved = approved;
        this.judgements = judgements;
        Optional<IndexFolder.Generation> current = folder.openCurrent(damage);
        this.serving = current.orElseGet(folder::begin);
        this.live = new LiveKnowledgeBase(serving.base());
        if (current.isPresent()) {
            follow(new PeriodicProgress("indexing", LOG::info));
        } else {
            fill(approved.get());
            folder.activate(serving);
        }
        folder.deleteAllBut(serving);
    }

    private void fill(List<Article> articles) {
        synchronise(serving, articles, new PeriodicProgress("indexing", LOG::info));
        if (!articles.isEmpty()) {
            LOG.info("learning from {} articles and {} judged questions", articles.size(),
                    judged(serving.base()).size());
            serving.save(learn(serving, articles, orders.get()));
            LOG.info("the index is built: {} articles", articles.size());
        }
    }

    /** Changes what differs from these articles. */
    private static void synchronise(IndexFolder.Generation generation, List<Article> articles, Progress progress) {
        Map<ArticleKey, String> indexed = generation.base().revisions();
        Set<ArticleKey> gone = new HashSet<>(indexed.keySet());
        articles.forEach(article -> gone.remove(article.key()));
        List<Article> put = articles.stream()
                .filter(article -> !article.hash().equals(indexed.get(article.key()))).toList();
        if (!put.isEmpty() || !gone.isEmpty()) {
            generation.base().change(put, gone, progress);
        }
    }

    KnowledgeBase live() {
        return live;
    }

    LanguageDetector languages() {
        return languages;
    }

    String languageOf(String text) {
        return languages.detect(text, defaultLanguage, live);
    }

    /** Whether it could not be written, so that answers come from the articles before. */
    boolean isBehind() {
        return isBehind;
    }

    /**
     * Reads all of the serving index again, now and then, and when a search failed or somebody wrote to its files.
     *
     * @return that it is damaged: nothing is answered from it then, until it was built anew
     */
    Optional<DamagedIndexException> findDamage() {
        boolean isDue = isDoubtful || live.isDoubtful() || serving.base().isTouched()
                || System.nanoTime() - verifiedNanos > VERIFIED_EVERY.toNanos();
        if (!isDue) {
            return live.damage();
        }
        try {
            verifiedNanos = System.nanoTime();
            isDoubtful = false;
            serving.base().verify();
            live.trust();
        } catch (DamagedIndexException e) {
            live.distrust(e);
        }
        return live.damage();
    }

    /** Builds the serving index anew, from the approved articles; what was learned from them stays. */
    void rebuild() {
        IndexFolder.Generation next = folder.begin();
        try {
            next.base().change(approved.get(), List.of(), new PeriodicProgress("indexing", LOG::info));
            next.save(serving.base().model());
        } catch (RuntimeException e) {
            discard(next);
            throw e;
        }
        serve(next);
    }

    /**
     * Has the serving index hold exactly the approved articles; visible when this returns.
     *
     * @return false when it can't be written, for example because the disk is full: answers go on from the articles before
     */
    boolean follow(Progress progress) {
        try {
            synchronise(serving, approved.get(), progress);
            if (isBehind) {
                LOG.info("the index has caught up with the approved articles");
            }
            isBehind = false;
        } catch (UncheckedIOException e) {
            if (!isBehind) {
                LOG.error("{}; answers go on from the articles before, and it is tried again until it works",
                        e.getMessage());
            }
            isBehind = true;
            isDoubtful = true;
            return false;
        }
        learnLater();
        return true;
    }

    /** Builds a generation with exactly these articles beside the serving one, and has it learn. */
    IndexFolder.Generation build(List<Article> articles, Progress progress) {
        IndexFolder.Generation next = folder.begin();
        try {
            next.base().change(articles, List.of(), progress);
            // Whatever is ordered meanwhile: a generation is never examined before it has learned.
            Model learned = learning.learn(next.base(), articles, judged(next.base()),
                    background::isShutdown);
            if (background.isShutdown()) {
                throw new IllegalStateException("Parley stops; the reindex is left for the next start");
            }
            next.save(learned);
            return next;
        } catch (RuntimeException e) {
            discard(next);
            throw e;
        }
    }

    /** Has a generation hold exactly the approved articles, whatever was published while it was built. */
    void catchUp(IndexFolder.Generation next) {
        synchronise(next, approved.get(), Progress.SILENT);
    }

    /** Makes it the serving one, now and after a restart. */
    void serve(IndexFolder.Generation next) {
        folder.activate(next);
        serving = next;
        live.exchange(next.base());
        folder.deleteAllBut(next);
        // What was judged while it learned.
        learnLater();
    }

    /** Unless it serves by now. */
    void discard(IndexFolder.Generation unwanted) {
        if (unwanted == serving) {
            return;
        }
        unwanted.base().close();
        folder.discard(unwanted);
    }

    /** Learns in the background, unless what is known was learned from the same; a later order replaces an earlier one. */
    void learnLater() {
        int order = orders.incrementAndGet();
        waiting.incrementAndGet();
        inBackground(() -> {
            waiting.decrementAndGet();
            try {
                if (order == orders.get()) {
                    learnAgain(approved.get(), order);
                }
            } catch (IllegalArgumentException | ParleyException e) {
                // A mistake in a file, which the message names.
                LOG.error("learning failed; what was learned before goes on serving: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("learning failed; what was learned before goes on serving", e);
            }
        });
    }

    /** Does something in the background once all learning that was ordered is over. */
    void afterLearning(Runnable task) {
        inBackground(() -> {
            if (waiting.get() > 0) {
                afterLearning(task);
                return;
            }
            if (background.isShutdown()) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                if (!background.isShutdown()) {
                    LOG.error("a task after learning failed", e);
                }
            }
        });
    }

    private void inBackground(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Parley stops; what is left is done at the next start");
        }
    }

    private void learnAgain(List<Article> articles, int order) {
        IndexFolder.Generation target = serving;
        Model known = target.base().model();
        if (known.basis().equals(learning.basis(articles, judged(target.base())))) {
            return;
        }
        Model learned = learn(target, articles, order);
        if (order == orders.get() && target == serving) {
            target.save(learned);
            LOG.info("learned from {} articles and {} judged questions", articles.size(),
                    judged(target.base()).size());
        }
    }

    private Model learn(IndexFolder.Generation target, List<Article> articles, int order) {
        return learning.learn(target.base(), articles, judged(target.base()), () -> order != orders.get());
    }

    /**
     * Each question once: who judged it last is right.
     *
     * @param base whose words tell in what language the questions are
     */
    private List<Labelled> judged(KnowledgeBase base) {
        Map<String, Labelled> byWords = new LinkedHashMap<>();
        files.readJudged(text -> languages.detect(text, defaultLanguage, base))
                .forEach(label -> byWords.put(Rulings.words(label.question()), label));
        judgements.get().forEach(label -> byWords.put(Rulings.words(label.question()), label));
        return new ArrayList<>(byWords.values());
    }

    @Override
    public void close() {
        orders.incrementAndGet();
        background.shutdown();
        try {
            if (!background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("learning did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.close();
    }
}
