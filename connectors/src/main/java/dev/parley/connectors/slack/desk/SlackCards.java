package dev.parley.connectors.slack.desk;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextQuoteElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import dev.parley.connectors.desk.DeskLine;
import dev.parley.connectors.desk.HandoffCard;
import dev.parley.connectors.slack.api.SlackText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handoffs as Block Kit. What customers wrote is plain text or a quote, never markup. Pure. */
final class SlackCards {

    static final String CLAIM = "desk:claim";
    static final String RESOLVE = "desk:resolve";
    static final String RETURN = "desk:return";
    static final String SUGGEST = "desk:suggest";
    static final String ASSIGN = "desk:assign";
    static final String SNOOZE = "desk:snooze";
    static final String AGAIN = "desk:again";
    /** Block Kit's limits: header 150, field 2,000. Long quotes are cut: the whole stands in the thread. */
    private static final int HEADER = 150;
    private static final int QUOTE = 1_000;
    /** A section's text may have 3,000 characters; a message's blocks about 13,200 in all (second-hand). */
    private static final int LINE = 2_900;
    private static final int MESSAGE = 12_000;
    /** Each reader's own day and time. */
    private static final String DATE = "{date_short_pretty} {time}";

    /** As the desk's page says it. */
    private static final Map<String, String> REASONS = Map.of("no_touch", "A topic only people answer",
            "customer_request", "The customer asked for a person", "policy_pause", "Answers are paused",
            "rollout", "The bot does not answer here yet", "keyword", "Words that call for a person",
            "sentiment", "The customer sounds upset", "repeated_failure", "The bot's answers did not help",
            "not_sure", "The knowledge base had no sure answer", "system_error", "Something broke on our side");

    private SlackCards() {}

    /** Shown in notifications and where blocks can't be. */
    static String summary(HandoffCard card) {
        return SlackText.escape(headline(card));
    }

    /** Slack takes 40,000 characters there; nobody reads so many in a notification. */
    static String notification(DeskLine line) {
        return SlackText.escape(cut(line.text().isBlank() ? " " : line.text(), HEADER));
    }

    static List<LayoutBlock> card(HandoffCard card) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(HeaderBlock.builder().text(plain(cut(headline(card), HEADER))).build());
        List<TextObject> fields = new ArrayList<>(List.of(field("Status", status(card)),
                field("Team", card.team()), field("Why", REASONS.getOrDefault(card.reason(), words(card.reason()))),
                field("Category", card.category()),
                field("Customer", card.customer() == null ? card.customerId() : card.customer()),
                field("Writes on", card.channel() + " · " + card.language())));
        if (!card.contact().isEmpty()) {
            fields.add(field("Contact", card.contact()));
        }
        if (card.page() != null) {
            fields.add(field("Page", card.page()));
        }
        blocks.add(SectionBlock.builder().fields(fields).build());
        blocks.add(ContextBlock.builder().elements(List.of(markdown(times(card)))).build());
        if (card.lastMessage() != null) {
            blocks.add(quote(cut(card.lastMessage(), QUOTE)));
        }
        if (card.why() != null || card.rule() != null) {
            blocks.add(context((card.why() == null ? "" : card.why())
                    + (card.rule() == null ? "" : " (rule " + card.rule() + ")")));
        }
        if (!card.articles().isEmpty()) {
            blocks.add(context("The bot looked at: " + String.join(" · ", card.articles().stream()
                    .map(article -> article.title() + " " + Math.round(article.confidence() * 100) + " %").toList())));
        }
        if (card.draft() != null) {
            blocks.add(context("The bot would have said: " + cut(card.draft(), QUOTE)));
        }
        List<BlockElement> buttons = buttons(card);
        if (!buttons.isEmpty()) {
            blocks.add(ActionsBlock.builder().elements(buttons).build());
        }
        return blocks;
    }

    /** In messages that Slack takes, in order. */
    static List<Part> thread(List<DeskLine> lines) {
        List<Part> messages = new ArrayList<>();
        long last = 0;
        List<LayoutBlock> current = new ArrayList<>();
        int size = 0;
        for (DeskLine line : lines) {
            for (String piece : pieces(line.text())) {
                if (size + piece.length() > MESSAGE || current.size() >= 45) {
                    messages.add(new Part(current, last));
                    current = new ArrayList<>();
                    size = 0;
                }
                current.add(line(line, piece));
                size += piece.length() + line.who().length();
            }
            last = line.seq();
        }
        messages.add(new Part(current, last));
        return messages.stream().filter(message -> !message.blocks().isEmpty()).toList();
    }

    /**
     * One message of a thread.
     *
     * @param last the number of the last line that is whole by its end; 0: none is
     */
    record Part(List<LayoutBlock> blocks, long last) {}

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > LINE) {
            int to = from + LINE - (Character.isHighSurrogate(text.charAt(from + LINE - 1)) ? 1 : 0);
            pieces.add(text.substring(from, to));
            from = to;
        }
        pieces.add(text.isEmpty() ? " " : text.substring(from));
        return pieces;
    }

    private static LayoutBlock line(DeskLine line, String piece) {
        if (line.who().isEmpty()) {
            return context(piece);
        }
        List<RichTextElement> elements = new ArrayList<>();
        elements.add(RichTextSectionElement.Text.builder().text(line.who())
                .style(RichTextSectionElement.TextStyle.builder().bold(true).build()).build());
        elements.add(RichTextSectionElement.Text.builder().text(" · ").build());
        elements.add(RichTextSectionElement.Date.builder().timestamp(Math.toIntExact(line.at().getEpochSecond()))
                .format(DATE).fallback(line.at().toString()).build());
        elements.add(RichTextSectionElement.Text.builder().text("\n" + piece).build());
        return RichTextBlock.builder()
                .elements(List.of(RichTextSectionElement.builder().elements(elements).build())).build();
    }

    private static String headline(HandoffCard card) {
        String mark = switch (card.priority()) {
            case "urgent" -> "🔴 Urgent: ";
            case "high" -> "🟠 High: ";
            default -> "";
        };
        return mark + (card.customer() == null ? "A customer on " + card.channel() : card.customer())
                + " needs a person";
    }

    private static String status(HandoffCard card) {
        String agent = card.agent() == null ? "somebody" : card.agent();
        return switch (card.state()) {
            case OPEN -> "🆕 waiting";
            case CLAIMED -> card.waitsForCustomer()
                    ? "⏸ " + agent + " waits for the customer"
                    : "🙋 claimed by " + agent;
            case RESOLVED -> "✅ resolved by " + agent + after(card);
            case MOVED -> "➡️ moved to team " + card.team();
            case RETURNED -> "↩️ returned to the bot by " + agent + after(card);
        };
    }

    private static String after(HandoffCard card) {
        if (card.endedAt() == null) {
            return "";
        }
        Duration took = Duration.between(card.openedAt(), card.endedAt());
        return " after " + (took.toHours() > 0 ? took.toHours() + " h " : "") + took.toMinutesPart() + " min";
    }

    /** Slack writes the times, in each reader's own time zone; the mention is the operator's own, the only markup. */
    private static String times(HandoffCard card) {
        String waits = "Waiting since " + date(card.openedAt());
        String due = card.dueAt() == null ? "" : " · answer due " + date(card.dueAt());
        boolean call = card.mention() != null && card.state() == HandoffCard.State.OPEN;
        String snoozed = card.snoozedUntil() == null ? "" : " · 😴 snoozed until " + date(card.snoozedUntil());
        String left = card.leftAt() == null ? "" : " · 🚪 left the page " + date(card.leftAt());
        return waits + due + left + snoozed + (call ? " · " + card.mention() : "") + " · handoff " + card.id();
    }

    private static String date(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^" + DATE + "|" + at + ">";
    }

    private static List<BlockElement> buttons(HandoffCard card) {
        return switch (card.state()) {
            case OPEN -> List.of(button("Claim", CLAIM, card.id(), "primary"),
                    button("Reply with suggestion…", SUGGEST, card.id(), null),
                    button("Assign…", ASSIGN, card.id(), null), button("Snooze", SNOOZE, card.id(), null),
                    button("Return to the bot", RETURN, card.id(), null),
                    button("Resolve…", RESOLVE, card.id(), null));
            case CLAIMED -> List.of(button("Resolve…", RESOLVE, card.id(), "primary"),
                    button("Reply with suggestion…", SUGGEST, card.id(), null),
                    button("Assign…", ASSIGN, card.id(), null), button("Snooze", SNOOZE, card.id(), null),
                    button("Return to the bot", RETURN, card.id(), null));
            case RESOLVED, RETURNED, MOVED -> List.of();
        };
    }

    static ButtonElement button(String label, String action, long handoffId, @Nullable String style) {
        return button(label, action, String.valueOf(handoffId), style);
    }

    static ButtonElement button(String label, String action, String value, @Nullable String style) {
        ButtonElement.ButtonElementBuilder button = ButtonElement.builder().actionId(action).value(value)
                .text(plain(label));
        return style == null ? button.build() : button.style(style).build();
    }

    static LayoutBlock quote(String text) {
        return RichTextBlock.builder().elements(List.of(RichTextQuoteElement.builder()
                .elements(List.of(RichTextSectionElement.Text.builder().text(text).build())).build())).build();
    }

    static LayoutBlock context(String text) {
        return ContextBlock.builder().elements(List.of(plain(cut(text, LINE)))).build();
    }

    private static TextObject field(String name, String value) {
        return plain(name + "\n" + cut(value, 300));
    }

    static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(true).build();
    }

    static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).build();
    }

    private static String words(String code) {
        String spaced = code.replace('_', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }
}
