package dev.parley.gateway.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.kb.Hit;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article that the bot considered for a message.
 *
 * @param language of the article; null in rows of older versions
 * @param url where it can be read, or null
 * @param confidence 0 to 1
 */
@Introspected
public record ArticleTried(String articleId, @Nullable String language, String title, @Nullable String url,
        double confidence) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a search found. */
    public static List<ArticleTried> of(List<Hit> hits) {
        return hits.stream().map(hit -> new ArticleTried(hit.passage().article().id(),
                hit.passage().article().language(), hit.passage().title(),
                hit.passage().url(), hit.confidence())).toList();
    }

    /** For the database. */
    public static String toJson(List<ArticleTried> tried) {
        try {
            return JSON.writeValueAsString(tried);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers can be written", e);
        }
    }

    /** From the database. */
    public static List<ArticleTried> fromJson(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds hits that Parley did not write", e);
        }
    }
}
