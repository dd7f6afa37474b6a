package dev.parley.kb.source;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/** The blocks and marks of a help article as CommonMark; everything else is its text. Pure. */
final class HtmlToMarkdown {

    private final StringBuilder out = new StringBuilder();

    private HtmlToMarkdown() {}

    static String convert(Element element) {
        HtmlToMarkdown converter = new HtmlToMarkdown();
        converter.blocks(element, "");
        return converter.out.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    /** @param indent what each line of a nested list begins with */
    private void blocks(Element parent, String indent) {
        StringBuilder paragraph = new StringBuilder();
        for (Node node : parent.childNodes()) {
            if (node instanceof Element element && isBlock(element)) {
                end(paragraph, indent);
                block(element, indent);
            } else {
                paragraph.append(inline(node));
            }
        }
        end(paragraph, indent);
    }

    private void end(StringBuilder paragraph, String indent) {
        String text = paragraph.toString().strip();
        paragraph.setLength(0);
        if (!text.isEmpty()) {
            out.append(indent).append(text).append("\n\n");
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() && !element.normalName().equals("br");
    }

    private void block(Element element, String indent) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                out.append("#".repeat(element.normalName().charAt(1) - '0')).append(' ').append(inlines(element))
                        .append("\n\n");
            case "ul", "ol" -> list(element, indent);
            case "table" -> table(element);
            case "pre" -> out.append("```\n").append(element.wholeText().stripTrailing()).append("\n```\n\n");
            case "blockquote" -> out.append("> ").append(inlines(element)).append("\n\n");
            case "hr" -> out.append("---\n\n");
            default -> blocks(element, indent);
        }
    }

    private void list(Element list, String indent) {
        int number = 1;
        for (Element item : list.children()) {
            String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
            StringBuilder text = new StringBuilder();
            Elements nested = new Elements();
            for (Node node : item.childNodes()) {
                if (node instanceof Element element && (element.is("ul, ol"))) {
                    nested.add(element);
                } else {
                    text.append(node instanceof Element element && isBlock(element)
                            ? " " + inlines(element) + " "
                            : inline(node));
                }
            }
            out.append(indent).append(mark).append(text.toString().strip().replaceAll(" {2,}", " ")).append('\n');
            nested.forEach(inner -> list(inner, indent + " ".repeat(mark.length())));
        }
        if (indent.isEmpty()) {
            out.append('\n');
        }
    }

    private void table(Element table) {
        boolean first = true;
        for (Element row : table.select("tr")) {
            Elements cells = row.select("th, td");
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
        element.childNodes().forEach(node -> text.append(inline(node)));
        return text.toString().strip().replaceAll("\\s+", " ");
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
            case "br" -> "\\\n";
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
