package dev.parley.kb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where articles come from, for example a folder of Markdown files. */
public interface ArticleSource {

    /**
     * Reads everything. A document that can't be used becomes a {@link Problem}; it never stops the others.
     *
     * @throws java.io.UncheckedIOException when the source itself can't be read
     */
    Reading read();

    /**
     * What a source gave.
     *
     * @param articles the usable articles, in a stable order, with unique keys
     * @param problems one for each document, or part of one, that could not be used
     */
    record Reading(List<Article> articles, List<Problem> problems) {

        /** Copies both lists. */
        public Reading {
            articles = List.copyOf(articles);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Why a document could not be used.
     *
     * @param file the document, relative to the source
     * @param line 1-based, or null when it concerns the whole document
     * @param article the article it would have been, or null when that can't be told: a source that already serves that
     *        article keeps its last good revision
     * @param message what is wrong
     * @param remedy what to do about it
     */
    record Problem(String file, @Nullable Integer line, @Nullable ArticleKey article, String message, String remedy) {

        /** One line, as a compiler would print it: {@code file:line: message; remedy}. */
        @Override
        public String toString() {
            return file + (line == null ? "" : ":" + line) + ": " + message + "; " + remedy;
        }
    }
}
