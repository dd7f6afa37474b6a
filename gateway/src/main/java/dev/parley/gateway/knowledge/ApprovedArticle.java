package dev.parley.gateway.knowledge;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which revision of an article is approved, and whose the article is.
 *
 * @param revisionId the approved revision
 */
@MappedEntity("article")
record ApprovedArticle(@Id @GeneratedValue @Nullable Long id, String articleId, String language, long revisionId,
        Source source, Instant changedAt) {

    /** Who owns an article: only the owner changes or removes it. */
    enum Source {
        /** The watched folder. */
        FOLDER,
        /** Parley itself: published by the API. */
        PARLEY
    }
}
