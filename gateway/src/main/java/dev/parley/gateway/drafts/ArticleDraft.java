package dev.parley.gateway.drafts;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article that somebody may publish. Immutable.
 *
 * @param turnId the turn whose question it answers
 * @param articleId under which it is published
 * @param question as the customer asked it, masked
 * @param nearest the title of the article that comes closest, or null
 * @param edits whether that article is changed instead of another added
 * @param decidedBy who published or dismissed it, or null
 * @param version counts its changes, from 1
 * @param shownVersion what a desk shows; 0: nothing
 * @param shownId the desk's name for it, or null
 */
@MappedEntity("article_draft")
public record ArticleDraft(@Id @GeneratedValue @Nullable Long id, long handoffId, long turnId, State state,
        String articleId, String language, String category, String question, String title, String body,
        @Nullable String nearest, boolean edits, Instant createdAt, @Nullable Instant decidedAt,
        @Nullable String decidedBy, int version, int shownVersion, @Nullable String shownId) {

    /** Where it stands. */
    public enum State {
        /** Somebody should decide. */
        OPEN,
        /** It is an article, but the question is not answered by it. */
        PUBLISHED,
        /** It is an article, and the question is answered by it. */
        ANSWERED,
        /** There will be no article. */
        DISMISSED
    }

    /** The row's key. */
    public long key() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    ArticleDraft decided(State next, String by, Instant now) {
        return new ArticleDraft(id, handoffId, turnId, next, articleId, language, category, question, title, body,
                nearest, edits, createdAt, now, by, version + 1, shownVersion, shownId);
    }

    /** As an article of its own. */
    ArticleDraft separate(String newId, String newTitle, String newBody) {
        return new ArticleDraft(id, handoffId, turnId, state, newId, language, category, question, newTitle, newBody,
                nearest, false, createdAt, decidedAt, decidedBy, version + 1, shownVersion, shownId);
    }

    ArticleDraft worded(String newTitle, String newBody) {
        return new ArticleDraft(id, handoffId, turnId, state, articleId, language, category, question, newTitle,
                newBody, nearest, edits, createdAt, decidedAt, decidedBy, version + 1, shownVersion, shownId);
    }
}
