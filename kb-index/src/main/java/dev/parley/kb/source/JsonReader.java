package dev.parley.kb.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON: an array of articles, or one object a line. Keys are those of Markdown's front matter, and {@code body}. */
final class JsonReader implements DocumentReader {

    private static final ObjectReader JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build()
            .readerFor(Document.class);

    private final String defaultLanguage;

    JsonReader(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    private record Document(@Nullable String id, @Nullable String title, @Nullable String category,
            @Nullable String language, @Nullable List<String> questions, @Nullable String url,
            @Nullable LocalDate updated, @Nullable String owner, @Nullable LocalDate reviewBy,
            @Nullable String audience, @Nullable String body, @Nullable String question, @Nullable String answer) {

        /** An entry of an FAQ is named by its question. */
        FrontMatter matter(String file) {
            String entry = question == null || question.isBlank() ? null : question.strip();
            return new FrontMatter(id == null && entry != null ? FaqEntry.idOf(entry, file) : id,
                    title == null ? entry : title, category, language, questions, url, updated, owner, reviewBy,
                    audience);
        }

        String text() {
            return Objects.requireNonNullElse(body == null ? answer : body, "").strip();
        }
    }

    @Override
    public boolean reads(String name) {
        return name.endsWith(".json") || name.endsWith(".jsonl");
    }

    @Override
    public boolean isList() {
        return true;
    }

    @Override
    public Contents read(String file, String text) {
        Contents contents = new Contents();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    readOne(json, file, contents);
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            contents.add(file, new BadDocument(place == null ? null : place.getLineNr(), "not valid JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "write an array of objects, or one object a line; what follows was not read"));
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be read", e);
        }
        return contents;
    }

    private void readOne(JsonParser json, String file, Contents contents) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        int depth = json.getParsingContext().getNestingDepth();
        try {
            Document document = JSON.readValue(json);
            String body = document.text();
            if (body.isEmpty()) {
                throw new BadDocument(line, "the article has no text",
                        "write the answer under the key 'body' or 'answer'");
            }
            contents.articles.add(new Contents.Found(document.matter(file).toDocument(body, defaultLanguage), line));
        } catch (UnrecognizedPropertyException e) {
            contents.add(file, new BadDocument(line, "unknown key '" + e.getPropertyName() + "'",
                    "remove it or use one of: " + FrontMatter.KEYS + ", body, question, answer"));
            skipTo(json, depth);
        } catch (JsonMappingException e) {
            contents.add(file, new BadDocument(line, e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                    "compare it with an article that works"));
            skipTo(json, depth);
        } catch (BadDocument e) {
            contents.add(file, new BadDocument(line, e.message(), e.remedy));
        }
    }

    /** The rest of an object that could not be used. */
    private static void skipTo(JsonParser json, int depth) throws IOException {
        while (json.currentToken() != null && json.getParsingContext().getNestingDepth() >= depth) {
            json.nextToken();
        }
    }
}
