package dev.parley.gateway.delivery;

import dev.parley.connectors.channel.RichText;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an answer that is too long for its channel: between blocks, steps and rows; within one only where nothing else would be
 * left, and then at the end of a sentence or line. Pure.
 */
final class Fit {

    /** What stands between two blocks, and before an item. */
    private static final int SEPARATOR = 4;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…](?=\\s)|[。！？]|\n");
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
                boolean isNeeded = kept.stream().allMatch(RichText.Heading.class::isInstance);
                beginning(block, left - SEPARATOR, isNeeded).ifPresent(kept::add);
                break;
            }
        }
        kept.add(MORE);
        return new RichText(kept);
    }

    /** @param isNeeded whether it must be cut within a step or paragraph rather than left out */
    private static Optional<RichText.Block> beginning(RichText.Block block, int room, boolean isNeeded) {
        return switch (block) {
            case RichText.ListBlock list -> {
                List<List<RichText.Block>> items = fitting(list.items(), room, Fit::length);
                if (items.isEmpty() && isNeeded && !list.items().isEmpty() && !list.items().getFirst().isEmpty()) {
                    items = beginning(list.items().getFirst().getFirst(), room - SEPARATOR, true).map(List::of).stream()
                            .toList();
                }
                yield items.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new RichText.ListBlock(list.ordered(), list.start(), items));
            }
            case RichText.Table table -> {
                List<List<List<RichText.Inline>>> rows = fitting(table.rows(), room - row(table.header()),
                        cells -> row(cells) + row(table.header()));
                yield rows.isEmpty() ? Optional.empty() : Optional.of(new RichText.Table(table.header(), rows));
            }
            case RichText.Paragraph paragraph when isNeeded ->
                Optional.of(new RichText.Paragraph(words(paragraph.inlines(), room)));
            case RichText.Code code when isNeeded -> Optional.of(new RichText.Code(cut(code.text(), room)));
            case RichText.Paragraph paragraph -> Optional.empty();
            case RichText.Heading heading -> Optional.empty();
            case RichText.Code code -> Optional.empty();
        };
    }

    private static <T> List<T> fitting(List<T> all, int room, ToIntFunction<T> length) {
        List<T> fitting = new ArrayList<>();
        int left = room;
        for (T one : all) {
            left -= length.applyAsInt(one);
            if (left < 0) {
                break;
            }
            fitting.add(one);
        }
        return fitting;
    }

    private static List<RichText.Inline> words(List<RichText.Inline> inlines, int room) {
        List<RichText.Inline> kept = new ArrayList<>();
        int left = room;
        for (RichText.Inline inline : inlines) {
            int length = inlines(List.of(inline));
            if (length > left) {
                switch (inline) {
                    case RichText.Text text -> kept.add(new RichText.Text(cut(text.text(), left)));
                    case RichText.Strong strong -> kept.add(new RichText.Strong(words(strong.inlines(), left)));
                    case RichText.Emphasis soft -> kept.add(new RichText.Emphasis(words(soft.inlines(), left)));
                    // Half a link or piece of code is none.
                    case RichText.InlineCode code -> {
                    }
                    case RichText.Link link -> {
                    }
                    case RichText.LineBreak line -> {
                    }
                }
                break;
            }
            kept.add(inline);
            left -= length;
        }
        return kept;
    }

    /** At the end of a line or sentence; without one, of a word; without that, anywhere but within a character. */
    private static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        String head = text.substring(0, Math.max(0, room));
        Matcher end = SENTENCE_END.matcher(head);
        int at = -1;
        while (end.find()) {
            at = end.end();
        }
        at = at > 0 ? at : head.lastIndexOf(' ');
        if (at <= 0) {
            BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
            characters.setText(text);
            at = characters.isBoundary(room) ? room : characters.preceding(room);
        }
        return text.substring(0, Math.max(0, at)).stripTrailing();
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
