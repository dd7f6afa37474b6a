package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;

/** Formatted text as Telegram takes it: plain characters, and where among them what is bold, code or a link. */
final class TelegramText {

    private final StringBuilder text = new StringBuilder();
    private final List<MessageEntity> entities = new ArrayList<>();
    private final UnaryOperator<String> absolute;

    /** @param absolute makes a link that is a path one that can be opened from anywhere */
    TelegramText(UnaryOperator<String> absolute) {
        this.absolute = absolute;
    }

    String text() {
        return text.toString();
    }

    /** Offsets and lengths are in UTF-16 units, as in Java. */
    List<MessageEntity> entities() {
        return List.copyOf(entities);
    }

    TelegramText add(RichText rich) {
        blocks(rich.blocks(), "");
        return this;
    }

    /** A line of its own below what is there. */
    TelegramText addLink(String label, String url) {
        separate("\n\n");
        marked("text_link", absolute.apply(url), () -> text.append(label));
        return this;
    }

    TelegramText addPlain(String words) {
        text.append(words);
        return this;
    }

    TelegramText addEmphasis(String line) {
        separate("\n\n");
        marked("italic", null, () -> text.append(line));
        return this;
    }

    TelegramText addName(String name) {
        marked("bold", null, () -> text.append(name));
        text.append(": ");
        return this;
    }

    private void blocks(List<RichText.Block> blocks, String indent) {
        boolean first = true;
        for (RichText.Block block : blocks) {
            if (!first || indent.isEmpty()) {
                separate(indent.isEmpty() ? "\n\n" : "\n" + indent);
            }
            first = false;
            block(block, indent);
        }
    }

    private void separate(String separator) {
        if (!text.isEmpty() && !text.toString().endsWith(": ")) {
            text.append(separator);
        }
    }

    private void block(RichText.Block block, String indent) {
        switch (block) {
            case RichText.Paragraph paragraph -> inlines(paragraph.inlines());
            case RichText.Heading heading -> marked("bold", null, () -> inlines(heading.inlines()));
            case RichText.Code code -> marked("pre", null, () -> text.append(code.text().stripTrailing()));
            case RichText.ListBlock list -> list(list, indent);
            case RichText.Table table -> table(table);
        }
    }

    private void list(RichText.ListBlock list, String indent) {
        for (int i = 0; i < list.items().size(); i++) {
            if (i > 0) {
                text.append('\n').append(indent);
            }
            text.append(list.ordered() ? (list.start() + i) + ". " : "• ");
            blocks(list.items().get(i), indent + "   ");
        }
    }

    /** One line a row, "header: cell" for each cell: Telegram has no tables, and phones are narrow. */
    private void table(RichText.Table table) {
        for (int row = 0; row < table.rows().size(); row++) {
            if (row > 0) {
                text.append('\n');
            }
            List<List<RichText.Inline>> cells = table.rows().get(row);
            for (int i = 0; i < cells.size(); i++) {
                List<RichText.Inline> cell = cells.get(i);
                if (i == 0) {
                    marked("bold", null, () -> inlines(cell));
                } else {
                    text.append(i == 1 ? ": " : ", ");
                    if (cells.size() > 2 && i < table.header().size()) {
                        inlines(table.header().get(i));
                        text.append(' ');
                    }
                    inlines(cell);
                }
            }
        }
    }

    private void inlines(List<RichText.Inline> inlines) {
        for (RichText.Inline inline : inlines) {
            switch (inline) {
                case RichText.Text plain -> text.append(plain.text());
                case RichText.LineBreak line -> text.append('\n');
                case RichText.Strong strong -> marked("bold", null, () -> inlines(strong.inlines()));
                case RichText.Emphasis emphasis -> marked("italic", null, () -> inlines(emphasis.inlines()));
                case RichText.InlineCode code -> marked("code", null, () -> text.append(code.text()));
                case RichText.Link link ->
                    marked("text_link", absolute.apply(link.url()), () -> inlines(link.inlines()));
            }
        }
    }

    private void marked(String type, @Nullable String url, Runnable content) {
        int from = text.length();
        int place = entities.size();
        content.run();
        if (text.length() > from) {
            MessageEntity.MessageEntityBuilder<?, ?> entity = MessageEntity.builder().type(type).offset(from)
                    .length(text.length() - from);
            // The outer one first, as Telegram gives them back.
            if (!type.equals("text_link") || isOpenable(url)) {
                entities.add(place, url == null ? entity.build() : entity.url(url).build());
            }
        }
    }

    private static boolean isOpenable(@Nullable String url) {
        return url != null && (url.startsWith("http://") || url.startsWith("https://") || url.startsWith("mailto:")
                || url.startsWith("tel:"));
    }

}
