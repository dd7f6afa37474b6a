package dev.parley.connectors.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the widget's source files into the one script that shops embed. They share one function's scope; the order is in
 * {@code parts.txt}.
 */
final class WidgetScript {

    private static final String FOLDER = "/parley/web/";
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(//.*|/\\*(?s:.*?)\\*/[ \\t]*)$");

    private WidgetScript() {}

    static String read() {
        StringBuilder script = new StringBuilder("(() => {\n\"use strict\";\nconst css = \"")
                .append(JsonStringEncoder.getInstance().quoteAsString(withoutComments("widget.css"))).append("\";\n");
        resource("parts.txt").lines().filter(line -> !line.isBlank())
                .forEach(part -> script.append(withoutComments(part.strip())));
        return script.append("})();\n").toString();
    }

    /** Comments on lines of their own stay at home, and so does indentation: customers load the script on each page. */
    private static String withoutComments(String part) {
        return COMMENT.matcher(resource(part)).replaceAll("").lines().map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String resource(String name) {
        try (InputStream in = WidgetScript.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FOLDER + name, e);
        }
    }
}
