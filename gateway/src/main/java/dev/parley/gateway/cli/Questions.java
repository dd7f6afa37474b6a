package dev.parley.gateway.cli;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.QuestionFile;
import java.nio.file.Path;
import java.util.List;

/** Files of questions, as commands read them. */
final class Questions {

    private Questions() {}

    /** @throws ParleyException INVALID_CONFIGURATION with file and line */
    static List<GoldenQuestion> read(Path file) {
        try {
            return QuestionFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }
}
