package dev.parley.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads questions: plain text, one a line, or {@code .jsonl} with at least {@code text}. */
final class QuestionFile {

    private static final ObjectReader JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).readerFor(Line.class);

    private QuestionFile() {}

    /**
     * One question, with what is expected of it where the file says so.
     *
     * @param relevant ids of the articles that answer it; empty when nothing must
     * @param expect answer, clarify, smalltalk or handoff
     * @param reason why it must be handed off
     */
    record Line(@Nullable String id, @Nullable String text, @Nullable List<String> relevant, @Nullable String expect,
            @Nullable String reason) {

        String question() {
            return text == null ? "" : text;
        }

        List<String> relevantIds() {
            return relevant == null ? List.of() : relevant;
        }
    }

    /** @throws ParleyException INVALID_CONFIGURATION with file and line */
    static List<Line> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ": can't be read as UTF-8 text", e);
        }
        boolean json = file.toString().endsWith(".jsonl");
        List<Line> questions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                questions.add(json ? parse(file, i + 1, lines.get(i)) : new Line(null, lines.get(i), null, null, null));
            }
        }
        return questions;
    }

    private static Line parse(Path file, int number, String line) {
        try {
            Line question = JSON.readValue(line);
            if (question.text() == null || question.text().isBlank()) {
                throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                        file + ":" + number + ": 'text' is missing; each line needs one");
            }
            return question;
        } catch (JsonProcessingException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ":" + number + ": not a JSON object with 'text'; " + e.getOriginalMessage(), e);
        }
    }
}
