package dev.parley.kb.source;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of Markdown files, searched recursively; hidden files and folders are passed over, symbolic links are not
 * followed. Thread-safe; each {@link #read} looks at the disk anew.
 */
public final class MarkdownFolder implements ArticleSource {

    /** A help article is a page or two; a larger file is a mistake, and would only make answers slow. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Path folder;
    private final MarkdownParser parser;
    /** Which article each file was when last read: a file that broke keeps its last good revision. */
    private final Map<Path, ArticleKey> lastKnown = new HashMap<>();

    /**
     * @param folder where the files are; need not exist yet
     * @param defaultLanguage for articles without a {@code language} key
     */
    public MarkdownFolder(Path folder, String defaultLanguage) {
        this.folder = folder;
        this.parser = new MarkdownParser(defaultLanguage);
    }

    @Override
    public synchronized Reading read() {
        List<Article> articles = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<ArticleKey, Path> seen = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            problems.add(new Problem(folder.toString(), null, null, "the articles' folder does not exist",
                    "create it, or set parley.knowledge.folder in application.yml"));
            return new Reading(articles, problems);
        }
        for (Path file : listFiles()) {
            try {
                Article article = parser.parse(readText(file));
                Path first = seen.putIfAbsent(article.key(), file);
                if (first != null) {
                    throw new BadDocument(1, "the id " + article.key() + " is already used by " + name(first),
                            "give one of the two another id or language");
                }
                lastKnown.put(file, article.key());
                articles.add(article);
            } catch (BadDocument e) {
                problems.add(new Problem(name(file), e.line, lastKnown.get(file), e.message(), e.remedy));
            }
        }
        return new Reading(articles, problems);
    }

    private List<Path> listFiles() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(this::isArticleFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + folder, e);
        }
    }

    private boolean isArticleFile(Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".") && !part.toString().equals(".")) {
                return false;
            }
        }
        String name = file.getFileName().toString();
        return (name.endsWith(".md") || name.endsWith(".markdown")) && Files.isRegularFile(file)
                && !Files.isSymbolicLink(file);
    }

    private static String readText(Path file) throws BadDocument {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new BadDocument(null, "larger than 1 MB", "split it into several articles");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BadDocument(null, "not UTF-8 text", "save it with the encoding UTF-8");
        } catch (IOException e) {
            throw new BadDocument(null, "can't be read: " + e.getMessage(), "check that it exists and its permissions");
        }
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }
}
