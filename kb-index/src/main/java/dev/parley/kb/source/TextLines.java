package dev.parley.kb.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts of files in UTF-8, as people's editors write them. Thread-safe. */
public final class TextLines {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private TextLines() {}

    /** @throws IOException when it can't be read, or is no UTF-8 */
    public static List<String> read(Path file) throws IOException {
        return withoutMark(Files.readString(file)).lines().toList();
    }

    /** Some editors begin a file with a mark of its byte order. */
    static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
