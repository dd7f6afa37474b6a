package dev.parley.gateway.knowledge;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an import would change. Pure.
 *
 * @param put new and changed articles
 * @param removed articles whose document vanished
 * @param added how many of {@code put} are new
 * @param problems documents that can't be used
 */
record ImportPlan(List<Article> put, List<ArticleKey> removed, int added, int unchanged,
        List<ArticleSource.Problem> problems) {

    /**
     * What Parley owns is left alone, a file that broke keeps its last good revision, and a folder that is empty or
     * not readable as a whole removes nothing.
     *
     * @param known the approved articles
     */
    static ImportPlan of(ArticleSource.Reading reading, Map<ArticleKey, ArticleRow> known) {
        List<ArticleSource.Problem> problems = new ArrayList<>(reading.problems());
        List<Article> put = new ArrayList<>();
        Set<ArticleKey> kept = new HashSet<>();
        int added = 0;
        int unchanged = 0;
        for (Article article : reading.articles()) {
            kept.add(article.key());
            ArticleRow row = known.get(article.key());
            if (row == null) {
                added++;
                put.add(article);
            } else if (row.source() == ApprovedArticle.Source.PARLEY) {
                problems.add(new ArticleSource.Problem(article.key().toString(), null,
                        "this article was published in Parley, which owns it now", "give the file another id"));
            } else if (row.hash().equals(article.hash())) {
                unchanged++;
            } else {
                put.add(article);
            }
        }
        List<ArticleKey> removed = reading.articles().isEmpty() || !reading.isWhole()
                ? List.of()
                : known.entrySet().stream()
                        .filter(entry -> entry.getValue().source() == ApprovedArticle.Source.FOLDER
                                && !kept.contains(entry.getKey()) && !reading.kept().contains(entry.getKey().id()))
                        .map(Map.Entry::getKey).sorted().toList();
        return new ImportPlan(put, removed, added, unchanged, problems);
    }

    ImportPlan withProblems(List<ArticleSource.Problem> more) {
        List<ArticleSource.Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new ImportPlan(put, removed, added, unchanged, all);
    }

    boolean isEmpty() {
        return put.isEmpty() && removed.isEmpty();
    }

    int size() {
        return put.size() + removed.size();
    }

    /** All articles as they would be. */
    List<Article> applyTo(List<Article> approved) {
        Set<ArticleKey> touched = new HashSet<>(removed);
        put.forEach(article -> touched.add(article.key()));
        List<Article> all = new ArrayList<>(
                approved.stream().filter(article -> !touched.contains(article.key())).toList());
        all.addAll(put);
        return all;
    }
}
