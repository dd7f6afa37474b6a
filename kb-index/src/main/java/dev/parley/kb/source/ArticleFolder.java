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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of Markdown, HTML, CSV and JSON files, searched recursively; hidden files and folders are passed over, symbolic links are
 * followed to files within the folder, as a mounted Kubernetes ConfigMap has them. Thread-safe; each {@link #read} looks at the
 * disk anew.
 */
public final class ArticleFolder implements ArticleSource {

    /** A help article is a page or two; a larger file is a mistake, and would only make answers slow. */
    private static final long MAX_ARTICLE_MEGABYTES = 1;
    /** A list is read as a whole; this holds tens of thousands of articles. */
    private static final long MAX_LIST_MEGABYTES = 64;

    private final Path folder;
    private final List<DocumentReader> readers;
    /** Which articles each file held when it was last whole: while it is broken they keep their last good revision. */
    private final Map<Path, Set<String>> lastKnown = new HashMap<>();

    /**
     * @param folder where the files are; need not exist yet
     * @param defaultLanguage for articles that name none
     */
    public ArticleFolder(Path folder, String defaultLanguage) {
        this.folder = folder;
        this.readers = List.of(new MarkdownReader(defaultLanguage), new HtmlReader(defaultLanguage),
                new CsvReader(defaultLanguage), new JsonReader(defaultLanguage));
    }

    @Override
    public synchronized Reading read() {
        Map<ArticleKey, Path> seen = new HashMap<>();
        List<Article> articles = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            problems.add(new Problem(folder.toString(), null, "the articles' folder does not exist",
                    "create it, or set parley.knowledge.folder in application.yml"));
            return new Reading(articles, problems, kept, true);
        }
        Map<Path, Set<String>> before = Map.copyOf(lastKnown);
        FileTree tree = list();
        tree.unreadable().forEach(path -> problems.add(new Problem(name(path), null, "can't be read",
                "check its permissions; until then no article is withdrawn")));
        for (Path file : tree.files().stream().filter(this::isArticleFile).toList()) {
            DocumentReader.Contents contents = read(file);
            problems.addAll(contents.problems);
            if (contents.problems.isEmpty()) {
                lastKnown.put(file, contents.articles.stream().map(found -> found.article().key().id())
                        .collect(Collectors.toSet()));
            } else {
                // Broken since before the start, perhaps: then its ids are read out of what is left of it.
                kept.addAll(lastKnown.getOrDefault(file, Set.of()));
                kept.addAll(IdsInside.of(name(file), file));
            }
            for (DocumentReader.Contents.Found found : contents.articles) {
                ArticleKey key = found.article().key();
                Path first = seen.putIfAbsent(key, file);
                if (first == null) {
                    articles.add(found.article());
                } else if (had(before, file, key) && !had(before, first, key)) {
                    // A newcomer takes nobody's place, wherever it stands in the alphabet.
                    seen.put(key, file);
                    articles.removeIf(article -> article.key().equals(key));
                    articles.add(found.article());
                    problems.add(usedTwice(first, null, key, file));
                    lastKnown.computeIfPresent(first, (path, ids) -> without(ids, key.id()));
                } else {
                    problems.add(usedTwice(file, found.line(), key, first));
                    lastKnown.computeIfPresent(file, (path, ids) -> without(ids, key.id()));
                }
            }
        }
        return new Reading(articles, problems, kept, tree.unreadable().isEmpty());
    }

    private static boolean had(Map<Path, Set<String>> before, Path file, ArticleKey key) {
        return before.getOrDefault(file, Set.of()).contains(key.id());
    }

    private static Set<String> without(Set<String> ids, String id) {
        return ids.stream().filter(each -> !each.equals(id)).collect(Collectors.toSet());
    }

    private Problem usedTwice(Path file, @Nullable Integer line, ArticleKey key, Path first) {
        return new Problem(name(file), line, "the id " + key + " is already used by " + name(first),
                "give one of the two another id or language");
    }

    private DocumentReader.Contents read(Path file) {
        try {
            DocumentReader reader = readerOf(file);
            String text = readText(file, reader.isList() ? MAX_LIST_MEGABYTES : MAX_ARTICLE_MEGABYTES)
                    .replace("\r\n", "\n").replace('\r', '\n');
            return reader.read(name(file), TextLines.withoutMark(text));
        } catch (BadDocument e) {
            return DocumentReader.Contents.problem(name(file), e);
        }
    }

    private DocumentReader readerOf(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return readers.stream().filter(reader -> reader.reads(name)).findFirst().orElseThrow();
    }

    private FileTree list() {
        try {
            return FileTree.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + folder, e);
        }
    }

    private boolean isArticleFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && readers.stream().anyMatch(reader -> reader.reads(name.toLowerCase(Locale.ROOT)))
                && Files.isRegularFile(file)
                && (!Files.isSymbolicLink(file) || isInside(file));
    }

    private boolean isInside(Path link) {
        try {
            return link.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static String readText(Path file, long mostMegabytes) throws BadDocument {
        try {
            if (Files.size(file) > mostMegabytes << 20) {
                throw new BadDocument(null, "larger than " + mostMegabytes + " MB", "split it into several files");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BadDocument(null, "not UTF-8 text", "save it with the encoding UTF-8");
        } catch (IOException e) {
            throw new BadDocument(null, "can't be read: " + e.getMessage(), "check that it exists and its permissions");
        }
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
