package dev.parley.kb.source;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleSource;
import java.util.ArrayList;
import java.util.List;

/** Reads one kind of file. Stateless and thread-safe. */
interface DocumentReader {

    /** @param name of the file, in lower case */
    boolean reads(String name);

    /** Whether one file holds many articles. */
    boolean isList();

    /**
     * @param file relative to the source, with {@code /}
     * @param text the file's content, lines ending in {@code \n}
     */
    Contents read(String file, String text);

    /** What a file holds: articles, each with the line it begins on, and what could not be used. */
    final class Contents {

        final List<Found> articles = new ArrayList<>();
        final List<ArticleSource.Problem> problems = new ArrayList<>();

        /** @param line where it begins, 1-based */
        record Found(Article article, int line) {}

        static Contents of(Article article) {
            Contents contents = new Contents();
            contents.articles.add(new Found(article, 1));
            return contents;
        }

        static Contents problem(String file, BadDocument bad) {
            Contents contents = new Contents();
            contents.add(file, bad);
            return contents;
        }

        void add(String file, BadDocument bad) {
            problems.add(new ArticleSource.Problem(file, bad.line, bad.message(), bad.remedy));
        }
    }
}
