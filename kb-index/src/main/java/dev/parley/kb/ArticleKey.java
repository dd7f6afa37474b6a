package dev.parley.kb;

import java.util.Locale;

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

    /** The language of a tag that may name a country, too: {@code de} of {@code de-AT} or {@code de_AT}. */
    public static String languageOf(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
    }
}
