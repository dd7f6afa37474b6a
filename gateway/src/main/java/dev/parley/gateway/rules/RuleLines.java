package dev.parley.gateway.rules;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Says in which line of a file a rule stands that is wrong. */
final class RuleLines {

    private RuleLines() {}

    /** @throws ParleyException INVALID_CONFIGURATION with file, line and remedy where the work throws IllegalArgumentException */
    static <T> T located(Path file, String rule, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ":" + lineOf(file, rule) + ": "
                    + e.getMessage() + "; correct the rule", e);
        }
    }

    private static int lineOf(Path file, String rule) {
        Pattern line = Pattern.compile("\\s*(?:- id:\\s*['\"]?" + Pattern.quote(rule) + "['\"]?|" + Pattern.quote(rule)
                + ":)\\s*(?:#.*)?");
        try {
            List<String> lines = Files.readAllLines(file);
            // Of two with one id, the second one is wrong.
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (line.matcher(lines.get(i)).matches()) {
                    return i + 1;
                }
            }
            return 1;
        } catch (IOException e) {
            return 1;
        }
    }
}
