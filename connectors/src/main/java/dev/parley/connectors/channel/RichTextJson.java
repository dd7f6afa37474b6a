package dev.parley.connectors.channel;

import java.util.List;
import java.util.Map;

/** Rich text as the JSON that pages draw, one {@code type} a node. Pure. */
public final class RichTextJson {

    private RichTextJson() {}

    /** The blocks, in order. */
    public static List<Map<String, Object>> of(RichText text) {
        return blocks(text.blocks());
    }

    private static List<Map<String, Object>> blocks(List<RichText.Block> blocks) {
        return blocks.stream().map(RichTextJson::block).toList();
    }

    private static Map<String, Object> block(RichText.Block block) {
        return switch (block) {
            case RichText.Paragraph paragraph -> Map.of("type", "paragraph", "inlines", inlines(paragraph.inlines()));
            case RichText.Heading heading -> Map.of("type", "heading", "inlines", inlines(heading.inlines()));
            case RichText.ListBlock list -> Map.of("type", "list", "ordered", list.ordered(), "start", list.start(),
                    "items", list.items().stream().map(RichTextJson::blocks).toList());
            case RichText.Code code -> Map.of("type", "code", "text", code.text());
            case RichText.Table table -> Map.of("type", "table", "header", cells(table.header()), "rows",
                    table.rows().stream().map(RichTextJson::cells).toList());
        };
    }

    private static List<List<Map<String, Object>>> cells(List<List<RichText.Inline>> row) {
        return row.stream().map(RichTextJson::inlines).toList();
    }

    private static List<Map<String, Object>> inlines(List<RichText.Inline> inlines) {
        return inlines.stream().map(RichTextJson::inline).toList();
    }

    private static Map<String, Object> inline(RichText.Inline inline) {
        return switch (inline) {
            case RichText.Text text -> Map.of("type", "text", "text", text.text());
            case RichText.Strong strong -> Map.of("type", "strong", "inlines", inlines(strong.inlines()));
            case RichText.Emphasis emphasis -> Map.of("type", "emphasis", "inlines", inlines(emphasis.inlines()));
            case RichText.InlineCode code -> Map.of("type", "code", "text", code.text());
            case RichText.Link link ->
                Map.of("type", "link", "url", link.url(), "inlines", inlines(link.inlines()));
            case RichText.LineBreak lineBreak -> Map.of("type", "break");
        };
    }
}
