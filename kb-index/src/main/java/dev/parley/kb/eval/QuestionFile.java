package dev.parley.kb.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.parley.kb.source.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads questions: plain text, one a line, or {@code .jsonl} with at least {@code text}. */
public final class QuestionFile {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(GoldenQuestion.class);

    private QuestionFile() {}

    /** @throws IllegalArgumentException with file, line and remedy */
    public static List<GoldenQuestion> read(Path file) {
        List<String> lines;
        try {
            lines = TextLines.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": can't be read as UTF-8 text; check that it exists", e);
        }
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
        List<GoldenQuestion> questions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                questions.add(json ? parse(file, i + 1, lines.get(i)) : GoldenQuestion.of(lines.get(i)));
            }
        }
        return questions;
    }

    private static GoldenQuestion parse(Path file, int number, String line) {
        try {
            return JSON.readValue(line);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(
                    file + ":" + number + ": " + Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ":" + number + ": not a JSON object with 'text'; "
                    + e.getOriginalMessage(), e);
        }
    }
}
