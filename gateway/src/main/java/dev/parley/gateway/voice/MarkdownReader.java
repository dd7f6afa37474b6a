package dev.parley.gateway.voice;

import dev.parley.connectors.channel.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Reads CommonMark with tables into a tree that channels draw. An allow-list: HTML becomes visible text, images become
 * their description, and links other than http(s), mailto, tel or a path become plain text. Pure.
 */
public final class MarkdownReader {

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .extensions(List.of(TablesExtension.create())).lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();
    private static final Pattern SAFE_URL = Pattern.compile("(?i)(https?://|mailto:|tel:).*|/(?![/\\\\]).*");

    private MarkdownReader() {}

    /** @param markdown any text: there is no such thing as invalid Markdown */
    public static RichText read(String markdown) {
        return new RichText(blocks(PARSER.parse(markdown)));
    }

    /** As a person would type it: for texts that people send on under their own names. */
    public static String plain(String markdown) {
        return PLAIN.render(PARSER.parse(markdown)).strip();
    }

    private static List<RichText.Block> blocks(Node parent) {
        List<RichText.Block> blocks = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Paragraph paragraph -> blocks.add(new RichText.Paragraph(inlines(paragraph)));
                case Heading heading -> blocks.add(new RichText.Heading(inlines(heading)));
                case ListBlock list -> blocks.add(list(list));
                case BlockQuote quote -> blocks.addAll(blocks(quote));
                case FencedCodeBlock code -> blocks.add(new RichText.Code(code.getLiteral()));
                case IndentedCodeBlock code -> blocks.add(new RichText.Code(code.getLiteral()));
                case HtmlBlock html ->
                    blocks.add(new RichText.Paragraph(List.of(new RichText.Text(html.getLiteral()))));
                case TableBlock table -> blocks.add(table(table));
                case ThematicBreak line -> {
                    // carries nothing in a chat
                }
                default -> blocks.add(new RichText.Paragraph(inlines(node)));
            }
        }
        return blocks;
    }

    private static RichText.ListBlock list(ListBlock list) {
        List<List<RichText.Block>> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(blocks(item));
        }
        Integer start = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
        return new RichText.ListBlock(list instanceof OrderedList, start == null ? 1 : start, items);
    }

    private static RichText.Table table(TableBlock table) {
        List<List<RichText.Inline>> header = new ArrayList<>();
        List<List<List<RichText.Inline>>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<List<RichText.Inline>> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(inlines(cell));
                }
                if (part instanceof TableHead) {
                    header = cells;
                } else if (part instanceof TableBody) {
                    rows.add(cells);
                }
            }
        }
        return new RichText.Table(header, rows);
    }

    private static List<RichText.Inline> inlines(Node parent) {
        List<RichText.Inline> inlines = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> inlines.add(new RichText.Text(text.getLiteral()));
                case StrongEmphasis strong -> inlines.add(new RichText.Strong(inlines(strong)));
                case Emphasis emphasis -> inlines.add(new RichText.Emphasis(inlines(emphasis)));
                case Code code -> inlines.add(new RichText.InlineCode(code.getLiteral()));
                case SoftLineBreak soft -> inlines.add(new RichText.Text(" "));
                case HardLineBreak hard -> inlines.add(new RichText.LineBreak());
                case HtmlInline html -> inlines.add(new RichText.Text(html.getLiteral()));
                case Link link -> inlines.addAll(SAFE_URL.matcher(link.getDestination()).matches()
                        ? List.of(new RichText.Link(link.getDestination(), inlines(link)))
                        : inlines(link));
                case Image image -> inlines.addAll(inlines(image));
                default -> inlines.addAll(inlines(node));
            }
        }
        return inlines;
    }
}
