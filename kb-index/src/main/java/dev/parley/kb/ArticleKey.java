package dev.parley.kb;

/**
 * Names one article in one language; translations share the id.
 *
 * @param id the article's id, for example {@code return-an-item}
 * @param language an ISO 639-1 code in lower case, for example {@code en}
 */
public record ArticleKey(String id, String language) implements Comparable<ArticleKey> {

    @Override
    public int compareTo(ArticleKey other) {
        int byId = id.compareTo(other.id);
        return byId != 0 ? byId : language.compareTo(other.language);
    }

    @Override
    public String toString() {
        return id + " (" + language + ")";
    }
}
