package dev.parley.gateway.knowledge;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.check.Comparison;
import dev.parley.kb.lucene.Voices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Articles that contradict each other, until one of them is changed. Thread-safe. */
final class Contradictions {

    private static final Logger LOG = LoggerFactory.getLogger(Contradictions.class);
    /** So many changed articles are compared with any number of others within seconds. */
    static final int FEW = 200;
    /** Comparing more articles, all with all, takes minutes of CPU. */
    private static final int MOST_ARTICLES = 2_000;

    private final Voices voices;
    private volatile List<ArticleSource.Problem> known = List.of();

    Contradictions(Voices voices) {
        this.voices = voices;
    }

    List<ArticleSource.Problem> list() {
        return known;
    }

    /**
     * Looks for articles that contradict those that changed; what contradicted them before is looked at anew. Takes CPU.
     *
     * @param articles all that there are
     */
    synchronized void compare(List<Article> articles, Set<ArticleKey> changed, Set<ArticleKey> removed) {
        List<String> touched = Stream.concat(changed.stream(), removed.stream()).map(ArticleKey::toString).toList();
        List<ArticleSource.Problem> now = new ArrayList<>(known.stream()
                .filter(conflict -> touched.stream().noneMatch(key -> isAbout(conflict, key))).toList());
        if (changed.size() > FEW && articles.size() > MOST_ARTICLES) {
            LOG.info("{} articles changed, too many to look for contradictions now; ./parley kb check finds them",
                    changed.size());
        } else if (!changed.isEmpty()) {
            new Comparison(articles, voices.first().orElse(null)).conflicts(changed::contains)
                    .forEach(finding -> now.add(new ArticleSource.Problem(finding.subject(), null,
                            "these articles contradict each other: " + finding.message(), "say the same in both")));
            // So that the next start need not embed the sentences again.
            voices.save();
        }
        known = List.copyOf(now);
    }

    /** As {@link #compare}, all with all. */
    void compareAll(List<Article> articles) {
        compare(articles, articles.stream().map(Article::key).collect(Collectors.toSet()), Set.of());
    }

    private static boolean isAbout(ArticleSource.Problem conflict, String key) {
        return conflict.file().startsWith(key + " and ") || conflict.file().endsWith(" and " + key);
    }
}
