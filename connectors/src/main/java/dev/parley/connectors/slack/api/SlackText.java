package dev.parley.connectors.slack.api;

import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextListElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.block.element.RichTextSectionElement.TextStyle;
import dev.parley.connectors.channel.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;

/**
 * Text to and from Slack. Out it goes as a tree of rich text, in which nothing is markup, so that no customer can mention a
 * channel or disguise a link. Pure.
 */
public final class SlackText {

    /** What Slack writes for users, channels, links and special mentions. */
    private static final Pattern MARKED = Pattern.compile("<([@#!]?)([^>|]*)(?:\\|([^>]*))?>");

    /** As Slack's editor marks what is bold, italic, struck out or code: around words, and never within one. */
    private static final Pattern FORMAT = Pattern
            .compile("(?<![\\w*_~`])([*_~`])(?=\\S)([^*_~`\n]+?)(?<=\\S)\\1(?![\\w*_~`])");
    private static final Pattern EMOJI = Pattern.compile("(:[a-z0-9_+'-]+:)(?::skin-tone-([2-6]):)?");
    /** Slack's skin-tone-2; four more follow. */
    private static final int LIGHTEST_SKIN = 0x1F3FB;

    private SlackText() {}

    private static String emoji(MatchResult code) {
        return Matcher.quoteReplacement(EmojiManager.getBySlackAlias(code.group(1)).map(Emoji::getEmoji)
                .map(emoji -> code.group(2) == null
                        ? emoji
                        : emoji.replace("\uFE0F", "")
                                + Character.toString(LIGHTEST_SKIN + Integer.parseInt(code.group(2)) - 2))
                .orElse(code.group()));
    }

    /** For the plain text beside blocks, which notifications show: the three characters that Slack's markup is made of. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** As {@link #plain}, for who is not in Slack: words without their format, of which other channels have none. */
    public static String unformatted(String typed) {
        return FORMAT.matcher(plain(typed, "")).replaceAll("$2");
    }

    /**
     * What a person typed, without Slack's codes: links as their address, emoji as themselves, mentions of
     * {@code botUserId} left out.
     */
    public static String plain(String typed, String botUserId) {
        Matcher matcher = MARKED.matcher(typed);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String target = matcher.group(2);
            String label = matcher.group(3);
            String readable = switch (matcher.group(1)) {
                case "@" -> target.equals(botUserId) ? "" : "@" + (label == null ? target : label);
                case "#" -> "#" + (label == null ? target : label);
                case "!" -> "@" + (label == null ? target.split("\\^")[0] : label);
                default -> label == null || target.endsWith(label) ? target.replaceFirst("^(mailto|tel):", "")
                        : label + " (" + target + ")";
            };
            matcher.appendReplacement(out, Matcher.quoteReplacement(readable));
        }
        matcher.appendTail(out);
        return EMOJI.matcher(out).replaceAll(SlackText::emoji).replace("&lt;", "<").replace("&gt;", ">")
                .replace("&amp;", "&").strip();
    }

    /**
     * @param absolute makes a link that is a path one that can be opened from anywhere; what it can't is shown as text
     */
    public static RichTextBlock block(RichText rich, UnaryOperator<String> absolute) {
        List<BlockElement> elements = new ArrayList<>();
        for (RichText.Block block : rich.blocks()) {
            if (!elements.isEmpty() && elements.getLast() instanceof RichTextSectionElement) {
                elements.add(section(List.of(text("\n", style(false, false, false)))));
            }
            add(block, 0, absolute, elements);
        }
        return RichTextBlock.builder().elements(elements).build();
    }

    private static void add(RichText.Block block, int indent, UnaryOperator<String> absolute,
            List<BlockElement> out) {
        switch (block) {
            case RichText.Paragraph paragraph -> out.add(section(inlines(paragraph.inlines(), absolute, false, false)));
            case RichText.Heading heading -> out.add(section(inlines(heading.inlines(), absolute, true, false)));
            case RichText.Code code -> out.add(RichTextPreformattedElement.builder()
                    .elements(List.of(text(code.text().isEmpty() ? " " : code.text(), style(false, false, false))))
                    .build());
            case RichText.ListBlock list -> list(list, indent, absolute, out);
            case RichText.Table table -> out.add(RichTextPreformattedElement.builder()
                    .elements(List.of(text(rows(table), style(false, false, false)))).build());
        }
    }

    /** Slack has no list in a list: the inner one follows, indented, and the outer one goes on after it. */
    private static void list(RichText.ListBlock list, int indent, UnaryOperator<String> absolute,
            List<BlockElement> out) {
        List<RichTextElement> items = new ArrayList<>();
        int first = list.start();
        for (int i = 0; i < list.items().size(); i++) {
            List<RichTextElement> line = new ArrayList<>();
            List<RichText.Block> inner = new ArrayList<>();
            for (RichText.Block block : list.items().get(i)) {
                if (block instanceof RichText.Paragraph paragraph && inner.isEmpty()) {
                    if (!line.isEmpty()) {
                        line.add(text("\n", style(false, false, false)));
                    }
                    line.addAll(inlines(paragraph.inlines(), absolute, false, false));
                } else {
                    inner.add(block);
                }
            }
            items.add(section(line));
            if (!inner.isEmpty()) {
                out.add(list(list.ordered(), indent, first, items));
                inner.forEach(block -> add(block, indent + 1, absolute, out));
                items = new ArrayList<>();
                first = list.start() + i + 1;
            }
        }
        if (!items.isEmpty()) {
            out.add(list(list.ordered(), indent, first, items));
        }
    }

    private static RichTextListElement list(boolean ordered, int indent, int first, List<RichTextElement> items) {
        return RichTextListElement.builder().style(ordered ? "ordered" : "bullet").indent(indent)
                .offset(ordered ? Math.max(0, first - 1) : 0).elements(items).build();
    }

    private static List<RichTextElement> inlines(List<RichText.Inline> inlines, UnaryOperator<String> absolute,
            boolean bold, boolean italic) {
        List<RichTextElement> out = new ArrayList<>();
        for (RichText.Inline inline : inlines) {
            switch (inline) {
                case RichText.Text plain -> out.add(text(plain.text(), style(bold, italic, false)));
                case RichText.LineBreak line -> out.add(text("\n", style(false, false, false)));
                case RichText.InlineCode code -> out.add(text(code.text(), style(bold, italic, true)));
                case RichText.Strong strong -> out.addAll(inlines(strong.inlines(), absolute, true, italic));
                case RichText.Emphasis emphasis -> out.addAll(inlines(emphasis.inlines(), absolute, bold, true));
                case RichText.Link link -> out.add(link(absolute.apply(link.url()), words(link.inlines())));
            }
        }
        return out;
    }

    private static RichTextElement link(String url, String label) {
        return url.matches("(https?://|mailto:|tel:).*")
                ? RichTextSectionElement.Link.builder().url(url).text(label).build()
                : text(label, style(false, false, false));
    }

    /** Words without format. */
    public static String words(List<RichText.Inline> inlines) {
        StringBuilder words = new StringBuilder();
        for (RichText.Inline inline : inlines) {
            words.append(switch (inline) {
                case RichText.Text plain -> plain.text();
                case RichText.InlineCode code -> code.text();
                case RichText.LineBreak line -> "\n";
                case RichText.Strong strong -> words(strong.inlines());
                case RichText.Emphasis emphasis -> words(emphasis.inlines());
                case RichText.Link link -> words(link.inlines());
            });
        }
        return words.toString();
    }

    private static String rows(RichText.Table table) {
        StringBuilder rows = new StringBuilder(cells(table.header()));
        table.rows().forEach(row -> rows.append('\n').append(cells(row)));
        return rows.toString();
    }

    private static String cells(List<List<RichText.Inline>> row) {
        return String.join(" | ", row.stream().map(SlackText::words).toList());
    }

    private static RichTextSectionElement section(List<RichTextElement> elements) {
        return RichTextSectionElement.builder()
                .elements(elements.isEmpty() ? List.of(text(" ", style(false, false, false))) : elements).build();
    }

    private static RichTextSectionElement.Text text(String text, TextStyle style) {
        return RichTextSectionElement.Text.builder().text(text).style(style).build();
    }

    private static TextStyle style(boolean bold, boolean italic, boolean code) {
        return TextStyle.builder().bold(bold).italic(italic).code(code).build();
    }
}
