package dev.parley.kb.source;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The YAML block at the top of an article file. Every key that is not here is an error. */
record FrontMatter(@Nullable String id, @Nullable String title, @Nullable String category, @Nullable String language,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> questions,
        @Nullable String url, @Nullable LocalDate updated, @Nullable String owner, @Nullable LocalDate reviewBy,
        @Nullable String audience) {

    static final String KEYS = "id, title, category, language, questions, url, updated, owner, reviewBy, audience";
}
