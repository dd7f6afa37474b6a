package dev.parley.kb.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One article a line, as evaluations exchange them; an article may be without text there. */
public final class JsonlArticles implements ArticleSource {

    private static final ObjectReader JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build().readerFor(FrontMatter.WithBody.class);

    private final Path file;
    private final String defaultLanguage;

    /** @param defaultLanguage for articles that name none */
    public JsonlArticles(Path file, String defaultLanguage) {
        this.file = file;
        this.defaultLanguage = defaultLanguage;
    }

    @Override
    public Reading read() {
        List<Article> articles = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<ArticleKey> seen = new HashSet<>();
        List<String> lines;
        try {
            lines = TextLines.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                FrontMatter.WithBody document = JSON.readValue(lines.get(i));
                Article article = document.toArticle(defaultLanguage);
                if (!seen.add(article.key())) {
                    throw new BadDocument(i + 1, "the id " + article.key() + " is used twice", "give one another id");
                }
                articles.add(article);
            } catch (JsonProcessingException e) {
                problems.add(new Problem(file.getFileName().toString(), i + 1, "not a JSON object of an article: "
                        + e.getOriginalMessage().lines().findFirst().orElse(""), "write one object a line"));
            } catch (BadDocument e) {
                problems.add(new Problem(file.getFileName().toString(), i + 1, e.message(), e.remedy));
            }
        }
        return new Reading(articles, problems, Set.of(), true);
    }
}
