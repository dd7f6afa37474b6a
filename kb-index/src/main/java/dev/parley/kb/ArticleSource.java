package dev.parley.kb;

import java.util.List;
import java.util.Set;
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
     * @param kept ids of articles that may not be among {@code articles} because their document broke: they keep their last
     *        good revision
     * @param isWhole false when a part of the source could not be listed: then nothing is known to be gone
     */
    record Reading(List<Article> articles, List<Problem> problems, Set<String> kept, boolean isWhole) {

        /** Copies all of it. */
        public Reading {
            articles = List.copyOf(articles);
            problems = List.copyOf(problems);
            kept = Set.copyOf(kept);
        }
    }

    /**
     * Why a document could not be used.
     *
     * @param file the document, relative to the source
     * @param line 1-based, or null when it concerns the whole document
     * @param message what is wrong
     * @param remedy what to do about it
     */
    record Problem(String file, @Nullable Integer line, String message, String remedy) {

        /** One line, as a compiler would print it: {@code file:line: message; remedy}. */
        @Override
        public String toString() {
            return file + (line == null ? "" : ":" + line) + ": " + message + "; " + remedy;
        }
    }
}
