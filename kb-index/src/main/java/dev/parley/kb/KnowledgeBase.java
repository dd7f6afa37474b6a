package dev.parley.kb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A searchable set of public articles. Thread-safe: searches never wait for changes and each sees one whole state.
 *
 * <p>Every change is visible to searches that start after the method returned (near-real-time).
 */
public interface KnowledgeBase extends AutoCloseable {

    /**
     * The best articles for a question, best first, at most one hit an article; equal scores are ordered by id.
     *
     * @param limit how many articles at the most, at least 1
     * @return empty when there is no article in that language
     */
    List<Hit> search(Question question, int limit);

    /** Whether somebody said what answers this very question, so that it is best asked as it stands. */
    default boolean isJudged(Question question) {
        return false;
    }

    /** Adds or replaces articles, and removes others, as one change. Internal articles are left out. */
    void change(Collection<Article> put, Collection<ArticleKey> removed, Progress progress);

    /** The revision of each article that is searchable, see {@link Article#hash()}. */
    Map<ArticleKey, String> revisions();

    /** The languages that there are articles in, ISO 639-1. */
    Set<String> languages();

    /** How many articles are searchable. */
    int size();

    /** What the confidence was held against, and the thresholds that follow from it. */
    Calibration calibration();

    /**
     * How many words of a text the articles of each language use: for texts too short for a language detector.
     *
     * @param languages to look at
     */
    Map<String, Integer> countKnownWords(String text, Collection<String> languages);

    @Override
    void close();
}
