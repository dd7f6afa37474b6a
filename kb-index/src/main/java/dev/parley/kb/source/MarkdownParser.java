package dev.parley.kb.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.kb.Article;

/** Turns one Markdown file with YAML front matter into an article. Thread-safe. */
final class MarkdownParser {

    private static final String FENCE = "---";
    private static final ObjectReader YAML = YAMLMapper.builder().addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().readerFor(FrontMatter.class);

    private final String defaultLanguage;

    MarkdownParser(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    Article parse(String source) throws BadDocument {
        String text = normaliseLineEnds(source);
        if (!text.startsWith(FENCE + "\n")) {
            throw new BadDocument(1, "no front matter",
                    "start the file with a line '---', then keys like 'id: my-article', then a line '---'");
        }
        int close = text.indexOf("\n" + FENCE, FENCE.length());
        int bodyStart = close < 0 ? -1 : text.indexOf('\n', close + 1);
        boolean closed = close >= 0
                && text.substring(close + 1, bodyStart < 0 ? text.length() : bodyStart).strip().equals(FENCE);
        if (!closed) {
            throw new BadDocument(1, "the front matter has no end", "close it with a line '---'");
        }
        FrontMatter matter = readFrontMatter(text.substring(FENCE.length() + 1, close + 1));
        String body = bodyStart < 0 ? "" : text.substring(bodyStart + 1).strip();
        if (body.isBlank()) {
            throw new BadDocument((int) text.substring(0, close).lines().count() + 1, "the article has no text",
                    "write the answer below the front matter");
        }
        return matter.toDocument(body, defaultLanguage);
    }

    private static String normaliseLineEnds(String source) {
        String text = source.startsWith("\ufeff") ? source.substring(1) : source;
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static FrontMatter readFrontMatter(String yaml) throws BadDocument {
        try {
            FrontMatter matter = YAML.readValue(yaml);
            if (matter == null) {
                throw new BadDocument(1, "the front matter is empty", "add at least 'id:' and 'title:'");
            }
            return matter;
        } catch (UnrecognizedPropertyException e) {
            throw new BadDocument(YamlLines.lineOf(yaml, e) + 1, "unknown key '" + e.getPropertyName() + "'",
                    "remove it or use one of: " + FrontMatter.KEYS);
        } catch (InvalidFormatException e) {
            throw new BadDocument(YamlLines.lineOf(yaml, e) + 1,
                    "'" + e.getValue() + "' is not a valid value for '" + pathOf(e) + "'",
                    e.getTargetType() == java.time.LocalDate.class ? "write a date like 2026-04-30" : "correct it");
        } catch (JsonMappingException e) {
            throw new BadDocument(YamlLines.lineOf(yaml, e) + 1,
                    "the key '" + pathOf(e) + "' can't be read: " + firstLine(e),
                    "compare it with an article that works");
        } catch (JsonProcessingException e) {
            throw new BadDocument(lineOf(e), "the front matter is not valid YAML: " + firstLine(e),
                    "quote values that contain ': ' or '#', and indent lists by two spaces");
        }
    }

    /** Jackson counts from the first line after the fence; the file has one line more. */
    private static Integer lineOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 1 : location.getLineNr() + 1;
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().isEmpty() ? "?" : String.valueOf(e.getPath().getFirst().getFieldName());
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
