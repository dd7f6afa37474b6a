package dev.parley.kb;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A verbatim span of one article revision: {@code text} equals the article's body from {@code start} to {@code end}.
 *
 * @param article id and language of the article
 * @param hash the revision it was cut from, see {@link Article#hash()}
 * @param title the article's title
 * @param category the article's category
 * @param url the article's URL, or null
 * @param updated the day the article last changed, or null
 * @param start first character in the body, 0-based, in UTF-16 units
 * @param end one past the last character
 * @param text the span itself, CommonMark
 */
public record Passage(ArticleKey article, String hash, String title, String category, @Nullable String url,
        @Nullable LocalDate updated, int start, int end, String text) {

    /** Whether this passage really is what that revision says at that place: checked before anything is sent. */
    public boolean isVerbatimIn(Article revision) {
        return revision.hash().equals(hash) && start >= 0 && end <= revision.body().length() && start < end
                && revision.body().substring(start, end).equals(text);
    }
}
