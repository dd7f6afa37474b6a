package dev.parley.gateway.knowledge;

import io.micronaut.core.annotation.Introspected;

/** Just enough of an approved article to tell what an import changes. */
@Introspected
record ArticleRow(String articleId, String language, String hash, ApprovedArticle.Source source) {}
