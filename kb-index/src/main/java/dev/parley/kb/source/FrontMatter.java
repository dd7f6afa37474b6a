package dev.parley.kb.source;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a document says of itself beside its text: for Markdown the YAML block at its top. */
record FrontMatter(@Nullable String id, @Nullable String title, @Nullable String category, @Nullable String language,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> questions,
        @Nullable String url, @Nullable LocalDate updated, @Nullable String owner, @Nullable LocalDate reviewBy,
        @Nullable String audience) {

    static final String KEYS = "id, title, category, language, questions, url, updated, owner, reviewBy, audience";
    private static final Pattern DOCUMENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final String DEFAULT_CATEGORY = "general";

    /** A document that has its text beside its other keys. */
    record WithBody(@JsonUnwrapped FrontMatter matter, @Nullable String body) {

        Article toArticle(String defaultLanguage) throws BadDocument {
            return matter.toArticle(body == null ? "" : body.strip(), defaultLanguage);
        }
    }

    /** As {@link #toArticle}, for documents of a folder, whose ids are part of addresses. */
    Article toDocument(String body, String defaultLanguage) throws BadDocument {
        if (!DOCUMENT_ID.matcher(required(id, "id", "id: my-article")).matches()) {
            throw new BadDocument(1, "id must be letters, digits, '.', '_' or '-', at most 120: " + id, "correct it");
        }
        return toArticle(body, defaultLanguage);
    }

    Article toArticle(String body, String defaultLanguage) throws BadDocument {
        String knownId = required(id, "id", "id: my-article");
        String knownTitle = required(title, "title", "title: Return an item");
        try {
            return new Article(new ArticleKey(knownId, language == null || language.isBlank()
                    ? defaultLanguage
                    : ArticleKey.languageOf(language)),
                    knownTitle, category == null || category.isBlank() ? DEFAULT_CATEGORY : category,
                    questions == null ? List.of() : questions, body, url, updated, owner, reviewBy, readAudience());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BadDocument(1, e.getMessage() == null ? "an empty list item" : e.getMessage(), "correct it");
        }
    }

    private static String required(@Nullable String value, String key, String example) throws BadDocument {
        if (value == null || value.isBlank()) {
            throw new BadDocument(1, "the key '" + key + "' is missing", "add a line like '" + example + "'");
        }
        return value.strip();
    }

    private Audience readAudience() throws BadDocument {
        return switch (audience == null ? "public" : audience) {
            case "public" -> Audience.PUBLIC;
            case "internal" -> Audience.INTERNAL;
            default -> throw new BadDocument(1, "audience '" + audience + "' is unknown", "write public or internal");
        };
    }
}
