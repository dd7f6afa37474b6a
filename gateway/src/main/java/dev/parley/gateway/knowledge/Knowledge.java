package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.KnowledgeBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps database and index in step: every change is committed first and searchable right after. One change at a time;
 * searches go on meanwhile. Creating it loads the index, so that nobody can search an empty one: from the database, or, at
 * the very first start, from the folder.
 */
@Singleton
public class Knowledge {

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);

    private final KnowledgeBase base;
    private final ArticleStore store;
    private final ArticleSource folder;
    private final Transactions transactions;
    private final Clock clock;
    private volatile ImportResult lastImport;

    Knowledge(KnowledgeBase base, ArticleStore store, ArticleSource folder, Transactions transactions, Clock clock) {
        this.base = base;
        this.store = store;
        this.folder = folder;
        this.transactions = transactions;
        this.clock = clock;
        List<Article> approved = store.listApproved();
        base.replaceAll(approved);
        lastImport = new ImportResult(clock.instant(), 0, 0, approved.size(), 0, List.of());
        if (approved.isEmpty()) {
            importFolder(done -> {});
        }
    }

    /** The index; never searched before it holds what the database holds. */
    public KnowledgeBase base() {
        return base;
    }

    ImportResult lastImport() {
        return lastImport;
    }

    /**
     * Brings the folder's articles in: new and changed ones are approved, vanished ones withdrawn. What Parley owns is
     * left alone, a file that broke keeps its last good revision, and an empty folder removes nothing.
     *
     * @param progress told how many documents are done
     */
    synchronized ImportResult importFolder(IntConsumer progress) {
        ArticleSource.Reading reading = folder.read();
        List<ArticleSource.Problem> problems = new ArrayList<>(reading.problems());
        List<Article> put = new ArrayList<>();
        Map<ArticleKey, ArticleRow> known = store.rows();
        Set<ArticleKey> kept = new HashSet<>();
        problems.forEach(problem -> {
            if (problem.article() != null) {
                kept.add(problem.article());
            }
        });
        int added = 0;
        int unchanged = 0;
        for (Article article : reading.articles()) {
            kept.add(article.key());
            ArticleRow row = known.get(article.key());
            if (row == null) {
                added++;
                put.add(article);
            } else if (row.source() == ApprovedArticle.Source.PARLEY) {
                problems.add(new ArticleSource.Problem(article.key().toString(), null, article.key(),
                        "this article was published in Parley, which owns it now", "give the file another id"));
            } else if (row.hash().equals(article.hash())) {
                unchanged++;
            } else {
                put.add(article);
            }
        }
        List<ArticleKey> removed = reading.articles().isEmpty() ? List.of() : vanished(known, kept);
        apply(put, removed, progress);
        lastImport = new ImportResult(clock.instant(), added, put.size() - added, unchanged, removed.size(), problems);
        problems.forEach(problem -> LOG.warn("article not used: {}", problem));
        if (!put.isEmpty() || !removed.isEmpty()) {
            LOG.info("articles: {} added, {} changed, {} removed, {} in all", added, put.size() - added,
                    removed.size(), base.size());
        }
        return lastImport;
    }

    /** Publishes an article that Parley owns from now on. CONFLICT when the folder owns it. */
    synchronized void publish(Article article) {
        ArticleRow row = store.rows().get(article.key());
        if (row != null && row.source() == ApprovedArticle.Source.FOLDER) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "The article " + article.key() + " belongs to the watched folder; change its file there.");
        }
        transactions.run(() -> store.approve(article, ApprovedArticle.Source.PARLEY));
        base.change(List.of(article), List.of());
    }

    private void apply(List<Article> put, List<ArticleKey> removed, IntConsumer progress) {
        transactions.run(() -> {
            int done = 0;
            for (Article article : put) {
                store.approve(article, ApprovedArticle.Source.FOLDER);
                progress.accept(++done);
            }
            removed.forEach(store::withdraw);
        });
        base.change(put, removed);
    }

    private static List<ArticleKey> vanished(Map<ArticleKey, ArticleRow> known, Set<ArticleKey> kept) {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().source() == ApprovedArticle.Source.FOLDER
                        && !kept.contains(entry.getKey()))
                .map(Map.Entry::getKey).sorted().toList();
    }
}
