package dev.parley.gateway.knowledge;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Progress;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.DamagedIndexException;
import dev.parley.kb.lucene.IndexFolder;
import dev.parley.kb.lucene.Learning;
import dev.parley.kb.lucene.Voices;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps database and index in step. A change of few articles is committed and searchable at once, and held against the
 * golden questions afterwards; a larger one is built beside, held against them first, and goes live whole or not at all.
 * Searches go on meanwhile, and whoever publishes or goes back need not wait for it. What another replica changed, what could
 * not be written while the disk was full, and what was judged, reaches the index within a second; an index that was damaged is
 * built anew. Creating it loads the index, so that nobody can search an empty one: for the articles in the database, or, at
 * the very first start, for those in the folder.
 */
@Singleton
public class Knowledge {

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    /** A change of more articles than this is held against the golden questions before it goes live. */
    private static final int AT_ONCE = 20;
    private static final long FOLLOW_MILLIS = 500;
    private static final long LOOK_AT_FILES_MILLIS = 5_000;
    private static final long CLOSE_SECONDS = 10;

    private final ArticleStore store;
    private final Contradictions contradictions;
    private final Generations generations;
    private final Judgements judgements;
    private final KnowledgeFiles files;
    private final ArticleSource folder;
    private final Transactions transactions;
    private final IndexAlerts alerts;
    private final Clock clock;
    private final IndexKeeper index;
    private final Examinations examinations;
    private volatile ImportResult lastImport;
    private volatile Set<ArticleSource.Problem> told = Set.of();
    /** Held while the folder is imported, and before this object's monitor, which is held only while something is exchanged. */
    private final ReentrantLock importing = new ReentrantLock();
    private @Nullable Refused refused;
    private final ScheduledExecutorService follower = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    /** The generation of articles that the index holds. */
    private volatile long followed;
    /** The judgements that were learned from last, or are just being learned from. */
    private Object heeded;

    Knowledge(ArticleStore store, Generations generations, Judgements judgements, Voices voices,
            Transactions transactions, ParleyConfig config, Alerts alerts, Clock clock) {
        this.store = store;
        this.contradictions = new Contradictions(voices);
        this.generations = generations;
        this.judgements = judgements;
        this.files = new KnowledgeFiles(config);
        this.folder = files.folder();
        this.transactions = transactions;
        this.alerts = new IndexAlerts(alerts);
        this.clock = clock;
        ImportPlan first = store.rows().isEmpty()
                ? ImportPlan.of(folder.read(), store.rows())
                : new ImportPlan(List.of(), List.of(), 0, store.rows().size(), List.of());
        if (!first.isEmpty()) {
            commit(first, "IMPORT");
        }
        tell(first);
        lastImport = ImportResult.of(first, clock.instant(), ImportResult.NOT_REFUSED);
        heeded = judgements.version();
        index = new IndexKeeper(new IndexFolder(config.indexFolder(), voices), new Learning(voices), files,
                new LanguageDetector(), config.knowledge().defaultLanguage(), store::listApproved,
                judgements::list, this::tellDamageAtStart);
        followed = index.isBehind() ? 0 : newest();
        index.afterLearning(() -> contradictions.compareAll(store.listApproved()));
        examinations = new Examinations(generations, index, files, alerts, config);
        follower.scheduleWithFixedDelay(this::followQuietly, FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
        follower.scheduleWithFixedDelay(this::mendQuietly, LOOK_AT_FILES_MILLIS, LOOK_AT_FILES_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** In the background: who listens to alerts may need this object. */
    private void tellDamageAtStart(String damage) {
        LOG.warn("{}", damage);
        follower.execute(() -> alerts.damagedAtStart(damage));
    }

    /** What the golden questions spoke against, and those questions: with others it may pass. */
    private record Refused(String reading, List<GoldenQuestion> golden) {

        boolean isSameAs(String otherReading, List<GoldenQuestion> otherGolden) {
            return reading.equals(otherReading) && golden.equals(otherGolden);
        }
    }

    private long newest() {
        return generations.newestId();
    }

    private void followQuietly() {
        try {
            if (newest() != followed) {
                follow(Progress.SILENT);
            }
            Object judged = judgements.version();
            if (!judged.equals(heeded)) {
                heeded = judged;
                index.learnLater();
            }
        } catch (RuntimeException e) {
            LOG.debug("can't look for newer articles and judgements", e);
        }
    }

    private synchronized void follow(Progress progress) {
        long newest = newest();
        if (index.follow(progress)) {
            followed = newest;
        }
        alerts.written(index.isBehind());
    }

    private void mendQuietly() {
        // A reindex ends with a new index, and must not lose the one that it builds.
        if (!importing.tryLock()) {
            return;
        }
        try {
            mendIfDamaged();
        } catch (RuntimeException e) {
            LOG.error("the damaged index can't be built anew yet: {}", e.getMessage());
        } finally {
            importing.unlock();
        }
    }

    private synchronized void mendIfDamaged() {
        Optional<DamagedIndexException> damage = index.findDamage();
        if (damage.isEmpty()) {
            return;
        }
        alerts.damaged(String.valueOf(damage.get().getMessage()));
        index.rebuild();
        alerts.mended();
    }

    @PreDestroy
    void close() throws InterruptedException {
        follower.shutdown();
        follower.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        index.close();
    }

    /** The index; never searched before it holds what the database holds. */
    public KnowledgeBase base() {
        return index.live();
    }

    /** The generation of articles that the index holds. */
    public long generation() {
        return followed;
    }

    /** Tells the language of customers' texts. */
    public LanguageDetector languages() {
        return index.languages();
    }

    ImportResult lastImport() {
        return lastImport.withProblems(contradictions.list());
    }

    /** Imports what changed, unless that was refused, or is what somebody rolled back from. */
    void importChanges() {
        importing.lock();
        try {
            ArticleSource.Reading reading = folder.read();
            String fingerprint = fingerprint(reading);
            if (fingerprint.equals(generations.newestHeldReading())
                    || (refused != null && refused.isSameAs(fingerprint, files.readGolden()))) {
                return;
            }
            boolean isPassed = importReading(reading, Progress.SILENT).refused().isPassed();
            refused = isPassed ? null : new Refused(fingerprint, files.readGolden());
        } finally {
            importing.unlock();
        }
    }

    /**
     * Imports the folder, whatever was before.
     *
     * @throws ParleyException CONFLICT when somebody went back to an earlier state meanwhile
     */
    ImportResult importFolder(Progress progress) {
        importing.lock();
        try {
            return importReading(folder.read(), progress);
        } finally {
            importing.unlock();
        }
    }

    private ImportResult importReading(ArticleSource.Reading reading, Progress progress) {
        ImportPlan plan = ImportPlan.of(reading, store.rows());
        if (plan.isEmpty()) {
            // Judged questions may have changed.
            index.learnLater();
        }
        Gate.Verdict verdict = ImportResult.NOT_REFUSED;
        if (plan.size() > AT_ONCE && base().size() > 0) {
            verdict = goLiveIfGood(reading, plan, progress);
        } else if (!plan.isEmpty()) {
            goLiveAtOnce(plan, "IMPORT", progress);
        }
        if (verdict.isPassed() && plan.size() > Contradictions.FEW) {
            index.afterLearning(() -> compare(plan));
        } else if (verdict.isPassed() && !plan.isEmpty()) {
            compare(plan);
        }
        lastImport = ImportResult.of(plan, clock.instant(), verdict);
        tell(plan.withProblems(contradictions.list()));
        return lastImport();
    }

    /** What the approved articles are filed under, in alphabetical order. */
    public List<String> categories() {
        return store.categories();
    }

    /** The approved article, if Parley itself owns it. */
    public Optional<Article> findOwn(ArticleKey key) {
        ArticleRow row = store.rows().get(key);
        return row == null || row.source() == ApprovedArticle.Source.FOLDER
                ? Optional.empty()
                : store.findApproved(key);
    }

    /** Publishes an article that Parley owns from now on. CONFLICT when the folder owns it. */
    public synchronized void publish(Article article) {
        ArticleRow row = store.rows().get(article.key());
        if (row != null && row.source() == ApprovedArticle.Source.FOLDER) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "The article " + article.key() + " belongs to the watched folder; change its file there.");
        }
        if (row != null && row.hash().equals(article.hash())) {
            return;
        }
        ImportPlan plan = new ImportPlan(List.of(article), List.of(), row == null ? 1 : 0, 0, List.of());
        goLiveAtOnce(plan, "PUBLISH", Progress.SILENT);
        index.afterLearning(() -> compare(plan));
    }

    /** Takes back an article that Parley owns. NOT_FOUND when there is none, CONFLICT when the folder owns it. */
    public synchronized void withdraw(ArticleKey key) {
        ArticleRow row = store.rows().get(key);
        if (row == null) {
            throw new ParleyException(ErrorCode.NOT_FOUND, "There is no article " + key + ".");
        }
        if (row.source() == ApprovedArticle.Source.FOLDER) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "The article " + key + " belongs to the watched folder; delete its file there.");
        }
        goLiveAtOnce(new ImportPlan(List.of(), List.of(key), 0, 0, List.of()), "PUBLISH", Progress.SILENT);
    }

    /**
     * Goes back to an earlier state of the articles. What the folder holds now does not come back by itself, only by a
     * change of a file or by a reindex.
     *
     * @param id a generation; NOT_FOUND when it is not kept
     */
    synchronized GenerationRow rollBack(long id) {
        List<Generations.Member> wanted = Generations.membersOf(generations.get(id));
        String held = fingerprint(folder.read());
        GenerationRow row = transactions.call(() -> {
            store.restore(wanted);
            return generations.record("ROLLBACK", store.members(), held);
        });
        follow(Progress.SILENT);
        examinations.examineLater(row, false);
        examinations.clearAlert();
        LOG.info("rolled back to generation {}: {} articles", id, wanted.size());
        return row;
    }

    private synchronized void goLiveAtOnce(ImportPlan plan, String cause, Progress progress) {
        GenerationRow row = commit(plan, cause);
        follow(progress);
        examinations.examineLater(row, true);
    }

    private Gate.Verdict goLiveIfGood(ArticleSource.Reading reading, ImportPlan plan, Progress progress) {
        long begun = newest();
        IndexFolder.Generation next = index.build(plan.applyTo(store.listApproved()), progress);
        try {
            Examinations.Compared compared = examinations.compareWithServing(next.base());
            if (compared.verdict().isPassed()) {
                goLive(reading, begun, next, compared);
            } else {
                index.discard(next);
                LOG.warn("the reindex is refused, the old articles serve on: {}",
                        String.join("; ", compared.verdict().fallen()));
            }
            return compared.verdict();
        } catch (RuntimeException e) {
            // A golden file with a mistake, or a database that is away: nobody else would ever close it.
            index.discard(next);
            throw e;
        }
    }

    private synchronized void goLive(ArticleSource.Reading reading, long begun, IndexFolder.Generation next,
            Examinations.Compared compared) {
        if (generations.isRolledBackSince(begun)) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "Somebody went back to an earlier state of the articles while this was built, so it was given up. "
                            + "Reindex again if it is wanted all the same.");
        }
        // Not the plan of the beginning: what was published since belongs to Parley.
        GenerationRow row = commit(ImportPlan.of(reading, store.rows()), "IMPORT");
        index.catchUp(next);
        index.serve(next);
        followed = Generations.keyOf(row);
        examinations.accept(row, compared.after());
    }

    private GenerationRow commit(ImportPlan plan, String cause) {
        ApprovedArticle.Source owner = cause.equals("PUBLISH")
                ? ApprovedArticle.Source.PARLEY
                : ApprovedArticle.Source.FOLDER;
        return transactions.call(() -> {
            plan.put().forEach(article -> store.approve(article, owner));
            plan.removed().forEach(store::withdraw);
            // What somebody went back from stays away, whatever is published meanwhile.
            return generations.record(cause, store.members(),
                    cause.equals("PUBLISH") ? generations.newestHeldReading() : null);
        });
    }

    private void compare(ImportPlan plan) {
        contradictions.compare(store.listApproved(), plan.put().stream().map(Article::key).collect(Collectors.toSet()),
                Set.copyOf(plan.removed()));
    }

    /** Each problem once, as long as it lasts. */
    private void tell(ImportPlan plan) {
        Set<ArticleSource.Problem> before = told;
        plan.problems().stream().filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.warn("articles: {}", problem));
        told = Set.copyOf(plan.problems());
        if (!plan.isEmpty()) {
            LOG.info("articles: {} added, {} changed, {} removed", plan.added(), plan.put().size() - plan.added(),
                    plan.removed().size());
        }
    }

    private static String fingerprint(ArticleSource.Reading reading) {
        List<String> hashes = new ArrayList<>(reading.articles().stream().map(Article::hash).sorted().toList());
        return Integer.toHexString(hashes.hashCode()) + "-" + hashes.size();
    }
}
