package dev.parley.kb.source;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The blocks and marks of a help article as CommonMark; everything else is its text. Pure. */
final class HtmlToMarkdown {

    /** A line break within a paragraph. */
    private static final String BREAK = "\\\n";

    private final StringBuilder out = new StringBuilder();

    private HtmlToMarkdown() {}

    static String convert(Element element) {
        HtmlToMarkdown converter = new HtmlToMarkdown();
        converter.blocks(element);
        return converter.out.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    private void blocks(Element parent) {
        StringBuilder paragraph = new StringBuilder();
        for (Node node : parent.childNodes()) {
            if (node instanceof Element element && isBlock(element)) {
                end(paragraph);
                block(element);
            } else {
                paragraph.append(inline(node));
            }
        }
        end(paragraph);
    }

    private void end(StringBuilder paragraph) {
        String text = paragraph.toString().strip();
        paragraph.setLength(0);
        if (!text.isEmpty()) {
            out.append(text).append("\n\n");
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() && !element.normalName().equals("br");
    }

    private void block(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                out.append("#".repeat(element.normalName().charAt(1) - '0')).append(' ').append(inlines(element))
                        .append("\n\n");
            case "ul", "ol" -> list(element);
            case "table" -> table(element);
            case "pre" -> out.append("```\n").append(element.wholeText().stripTrailing()).append("\n```\n\n");
            case "blockquote" ->
                out.append("> ").append(inner(element).replace("\n", "\n> ").replaceAll("(?m)^> $", ">"))
                        .append("\n\n");
            case "hr" -> out.append("---\n\n");
            default -> blocks(element);
        }
    }

    private void list(Element list) {
        boolean isNumbered = list.normalName().equals("ol");
        int number = list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
        for (Element item : list.children()) {
            String mark = isNumbered ? number++ + ". " : "- ";
            String below = "\n" + " ".repeat(mark.length());
            out.append(mark).append(inner(item).replace("\n", below).replaceAll("(?m)^ +$", "")).append('\n');
        }
        out.append('\n');
    }

    /** What is within, as a text of its own; a list follows its sentence without a gap. */
    private static String inner(Element element) {
        HtmlToMarkdown renderer = new HtmlToMarkdown();
        renderer.blocks(element);
        String text = renderer.out.toString().strip();
        return element.selectFirst("pre") == null ? text.replaceAll("\n\n(?=(?:- |\\d+\\. ))", "\n") : text;
    }

    private void table(Element table) {
        boolean first = true;
        for (Element row : table.select("tr")) {
            List<Element> cells = row.select("th, td");
            out.append('|');
            cells.forEach(cell -> out.append(' ').append(inlines(cell).replace("|", "\\|")).append(" |"));
            out.append('\n');
            if (first) {
                out.append('|').append(" --- |".repeat(cells.size())).append('\n');
                first = false;
            }
        }
        out.append('\n');
    }

    private static String inlines(Element element) {
        StringBuilder text = new StringBuilder();
        element.childNodes().forEach(node -> text
                .append(node instanceof Element child && isBlock(child) ? " " + inline(node) + " " : inline(node)));
        return text.toString().replace(BREAK, " ").strip().replaceAll("\\s+", " ");
    }

    private static String inline(Node node) {
        if (node instanceof TextNode text) {
            // What is text in HTML must not become a mark in Markdown.
            return text.getWholeText().replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<])", "\\\\$1");
        }
        if (!(node instanceof Element element)) {
            return "";
        }
        String inner = inlines(element);
        boolean spaceBefore = element.wholeText().startsWith(" ");
        boolean spaceAfter = element.wholeText().endsWith(" ");
        String marked = inner.isEmpty() && !element.normalName().equals("br") ? "" : switch (element.normalName()) {
            case "strong", "b" -> "**" + inner + "**";
            case "em", "i" -> "*" + inner + "*";
            case "code", "kbd" -> "`" + element.text().replace("`", "") + "`";
            case "a" -> link(element, inner);
            case "br" -> BREAK;
            default -> inner;
        };
        return (spaceBefore ? " " : "") + marked + (spaceAfter ? " " : "");
    }

    private static String link(Element element, String inner) {
        String target = element.attr("href").strip();
        boolean harmless = target.matches("(?i)(https?:|mailto:|tel:|/|#).*");
        return harmless ? "[" + inner + "](" + target.replace(" ", "%20").replace(")", "%29") + ")" : inner;
    }
}
