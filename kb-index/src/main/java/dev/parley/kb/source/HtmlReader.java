package dev.parley.kb.source;

import dev.parley.kb.Article;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * HTML pages: one article a file. The text is that of {@code article}, {@code main} or {@code body}, without navigation and
 * scripts; title, language, address and the other keys come from the page and its {@code meta} elements.
 */
final class HtmlReader implements DocumentReader {

    private static final String NOT_TEXT = "script, style, nav, header, footer, aside, form, noscript, template, iframe, svg";

    private final String defaultLanguage;

    HtmlReader(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    @Override
    public boolean reads(String name) {
        return name.endsWith(".html") || name.endsWith(".htm");
    }

    @Override
    public boolean isList() {
        return false;
    }

    @Override
    public Contents read(String file, String text) {
        try {
            Document page = Jsoup.parse(text);
            Element main = main(page);
            String title = title(page, main);
            main.select(NOT_TEXT).remove();
            String body = HtmlToMarkdown.convert(main);
            if (body.isBlank()) {
                throw new BadDocument(1, "the page has no text", "put it into an <article> or <main> element");
            }
            return Contents.of(new FrontMatter(id(page, file), title, meta(page, "category"), language(page),
                    questions(page), url(page), updated(page), meta(page, "owner"), null, meta(page, "audience"))
                    .toDocument(body, defaultLanguage));
        } catch (BadDocument e) {
            return Contents.problem(file, e);
        }
    }

    private static Element main(Document page) {
        for (String place : List.of("article", "main", "[role=main]")) {
            Element found = page.selectFirst(place);
            if (found != null) {
                return found;
            }
        }
        return page.body();
    }

    private static String title(Document page, Element main) {
        Element heading = main.selectFirst("h1");
        if (heading == null) {
            return page.title();
        }
        String title = heading.text();
        heading.remove();
        return title;
    }

    /** The file's name without its ending is an id like any other. */
    private static String id(Document page, String file) {
        String named = meta(page, "id");
        String name = file.substring(file.lastIndexOf('/') + 1);
        return named != null ? named : name.substring(0, name.lastIndexOf('.'));
    }

    private static @Nullable String language(Document page) {
        Element html = page.selectFirst("html[lang]");
        return html == null ? null : html.attr("lang").split("[-_]")[0];
    }

    private static List<String> questions(Document page) {
        return page.select("meta[name=question]").eachAttr("content");
    }

    /** A relative one says nothing: nobody knows where the page was. */
    private static @Nullable String url(Document page) {
        Element canonical = page.selectFirst("link[rel=canonical]");
        return canonical == null || !Article.isUrl(canonical.attr("href")) ? null : canonical.attr("href");
    }

    private static @Nullable LocalDate updated(Document page) throws BadDocument {
        String date = meta(page, "updated");
        try {
            return date == null ? null : LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new BadDocument(1, "'" + date + "' is not a valid value for 'updated'",
                    "write a date like 2026-04-30 into <meta name=\"updated\">");
        }
    }

    private static @Nullable String meta(Document page, String name) {
        Element meta = page.selectFirst("meta[name=" + name + "]");
        return meta == null || meta.attr("content").isBlank() ? null : meta.attr("content");
    }
}
