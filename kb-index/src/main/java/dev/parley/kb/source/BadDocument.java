package dev.parley.kb.source;

import org.jspecify.annotations.Nullable;

/** Why one file can't become an article; caught by the source, which adds the file's name. */
final class BadDocument extends Exception {

    private static final long serialVersionUID = 1;

    final @Nullable Integer line;
    final String remedy;

    BadDocument(@Nullable Integer line, String message, String remedy) {
        super(message);
        this.line = line;
        this.remedy = remedy;
    }

    String message() {
        String message = getMessage();
        return message == null ? "can't be used" : message;
    }
}
