package dev.parley.gateway.delivery;

import dev.parley.connectors.channel.RichText;
import java.util.ArrayList;
import java.util.List;

/** Cuts an answer that is too long for its channel: between blocks and between steps, never within one. Pure. */
final class Fit {

    /** What stands between two blocks, and before an item. */
    private static final int SEPARATOR = 4;
    private static final RichText.Block MORE = new RichText.Paragraph(List.of(new RichText.Text("…")));

    private Fit() {}

    /**
     * @param max characters, UTF-16 units
     * @return the text itself if it fits; else as much of its beginning as does, and an ellipsis below: the link to the
     *         source leads to the rest
     */
    static RichText into(RichText rich, int max) {
        if (length(rich.blocks()) <= max) {
            return rich;
        }
        List<RichText.Block> kept = new ArrayList<>();
        int left = max - SEPARATOR;
        for (RichText.Block block : rich.blocks()) {
            int length = length(List.of(block));
            if (length <= left) {
                kept.add(block);
                left -= length;
            } else {
                if (block instanceof RichText.ListBlock list) {
                    items(list, left, kept);
                }
                break;
            }
        }
        kept.add(MORE);
        return new RichText(kept);
    }

    private static void items(RichText.ListBlock list, int room, List<RichText.Block> kept) {
        List<List<RichText.Block>> items = new ArrayList<>();
        int left = room;
        for (List<RichText.Block> item : list.items()) {
            left -= length(item);
            if (left < 0) {
                break;
            }
            items.add(item);
        }
        if (!items.isEmpty()) {
            kept.add(new RichText.ListBlock(list.ordered(), list.start(), items));
        }
    }

    private static int length(List<RichText.Block> blocks) {
        return blocks.stream().mapToInt(block -> SEPARATOR + switch (block) {
            case RichText.Paragraph paragraph -> inlines(paragraph.inlines());
            case RichText.Heading heading -> inlines(heading.inlines());
            case RichText.Code code -> code.text().length();
            case RichText.ListBlock list -> list.items().stream().mapToInt(Fit::length).sum();
            case RichText.Table table -> row(table.header()) + table.rows().stream()
                    // A narrow channel repeats the header in each row.
                    .mapToInt(cells -> row(cells) + row(table.header())).sum();
        }).sum();
    }

    private static int row(List<List<RichText.Inline>> cells) {
        return cells.stream().mapToInt(cell -> SEPARATOR + inlines(cell)).sum();
    }

    private static int inlines(List<RichText.Inline> inlines) {
        return inlines.stream().mapToInt(inline -> switch (inline) {
            case RichText.Text text -> text.text().length();
            case RichText.InlineCode code -> code.text().length();
            case RichText.LineBreak line -> 1;
            case RichText.Strong strong -> inlines(strong.inlines());
            case RichText.Emphasis emphasis -> inlines(emphasis.inlines());
            case RichText.Link link -> inlines(link.inlines());
        }).sum();
    }
}
