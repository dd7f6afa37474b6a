package dev.parley.kb;

import java.util.Collection;
import java.util.List;

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
     * @return empty when not one word of the question occurs in any article of that language
     */
    List<Hit> search(Question question, int limit);

    /** Adds or replaces articles, and removes others, as one change. Internal articles are left out. */
    void change(Collection<Article> put, Collection<ArticleKey> removed);

    /** Replaces the whole content; searches see the old content until the new one is complete. */
    void replaceAll(Collection<Article> articles);

    /** How many articles are searchable. */
    int size();

    /**
     * Whether the confidence is an estimate that was not calibrated on questions of this knowledge base. It then ranks
     * questions by how sure one can be, but must not be read as a measured precision.
     */
    boolean isProvisional();

    @Override
    void close();
}
