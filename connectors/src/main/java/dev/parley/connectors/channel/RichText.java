package dev.parley.connectors.channel;

import java.util.List;

/**
 * Formatted text as a tree, so that no channel ever parses markup. Each channel renders it natively.
 *
 * @param blocks in reading order
 */
public record RichText(List<Block> blocks) {

    /** Copies the list. */
    public RichText {
        blocks = List.copyOf(blocks);
    }

    /** One paragraph without any format. */
    public static RichText plain(String text) {
        return new RichText(List.of(new Paragraph(List.of(new Text(text)))));
    }

    /** A piece that starts on a line of its own. */
    public sealed interface Block {}

    /** A paragraph. */
    public record Paragraph(List<Inline> inlines) implements Block {}

    /** A heading; its level carries no meaning in a chat. */
    public record Heading(List<Inline> inlines) implements Block {}

    /**
     * A list.
     *
     * @param ordered numbered or not
     * @param start the first number
     * @param items each a small document of its own
     */
    public record ListBlock(boolean ordered, int start, List<List<Block>> items) implements Block {}

    /** Text whose spaces and lines are kept. */
    public record Code(String text) implements Block {}

    /**
     * A table.
     *
     * @param header the cells of the first row
     * @param rows the other rows
     */
    public record Table(List<List<Inline>> header, List<List<List<Inline>>> rows) implements Block {}

    /** A piece within a line. */
    public sealed interface Inline {}

    /** Plain characters. */
    public record Text(String text) implements Inline {}

    /** Strong emphasis. */
    public record Strong(List<Inline> inlines) implements Inline {}

    /** Emphasis. */
    public record Emphasis(List<Inline> inlines) implements Inline {}

    /** Characters as typed on a keyboard. */
    public record InlineCode(String text) implements Inline {}

    /**
     * A link.
     *
     * @param url absolute {@code http(s)}, {@code mailto} or {@code tel}, or a path starting with a single {@code /}
     * @param inlines what is shown
     */
    public record Link(String url, List<Inline> inlines) implements Inline {}

    /** A forced line end. */
    public record LineBreak() implements Inline {}
}
