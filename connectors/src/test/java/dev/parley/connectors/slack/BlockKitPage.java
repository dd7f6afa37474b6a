package dev.parley.connectors.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Messages of blocks as a page that looks about as they do in Slack, for people to judge. */
public final class BlockKitPage {

    private static final Pattern DATE = Pattern.compile("&lt;!date\\^(\\d+)\\^[^|]*\\|[^&]*&gt;");

    private final StringBuilder html = new StringBuilder("""
            <!doctype html><meta charset="utf-8"><title>Cards</title><style>
            body { font: 15px/1.45 Lato, Helvetica, Arial, sans-serif; color: #1d1c1d; max-width: 640px; margin: 24px auto }
            .message { border: 1px solid #ddd; border-radius: 8px; padding: 12px 16px; margin: 12px 0 }
            .reply { margin-left: 48px } header { font-size: 18px; font-weight: 800; margin: 4px 0 }
            .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin: 8px 0; white-space: pre-line }
            .context { color: #616061; font-size: 13px; margin: 6px 0; white-space: pre-line }
            .rich { margin: 6px 0; white-space: pre-wrap } blockquote { border-left: 4px solid #ddd; margin: 8px 0; padding-left: 12px }
            button { font: inherit; font-weight: 700; border: 1px solid #bbb; border-radius: 4px; background: #fff; padding: 4px 12px; margin-right: 8px }
            button.primary { background: #007a5a; color: #fff }
            </style>
            """);

    /** @param reply whether it stands in a thread */
    public void add(JsonNode blocks, boolean reply) {
        html.append("<div class='message").append(reply ? " reply" : "").append("'>");
        blocks.forEach(this::block);
        html.append("</div>\n");
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> tag("header", escape(block.at("/text/text").asText()));
            case "section" -> {
                html.append("<div class='fields'>").append(escape(block.at("/text/text").asText()));
                block.path("fields").forEach(field -> tag("div", escape(field.path("text").asText())));
                html.append("</div>");
            }
            case "context" -> block.path("elements")
                    .forEach(element -> html.append("<div class='context'>")
                            .append(dates(escape(element.path("text").asText()))).append("</div>"));
            case "rich_text" -> block.path("elements").forEach(this::rich);
            case "actions" -> block.path("elements").forEach(button -> html.append("<button class='")
                    .append(button.path("style").asText("")).append("'>")
                    .append(escape(button.at("/text/text").asText())).append("</button>"));
            case "input" -> {
                tag("div", escape(block.at("/label/text").asText()));
                JsonNode element = block.path("element");
                tag("blockquote", escape(element.at("/initial_value").asText(String.join(" | ", element.path("options")
                        .valueStream().map(option -> option.at("/text/text").asText()).toList()))));
            }
            default -> tag("pre", escape(block.toString()));
        }
    }

    private void rich(JsonNode element) {
        String type = element.path("type").asText();
        String tag = switch (type) {
            case "rich_text_quote" -> "blockquote";
            case "rich_text_preformatted" -> "pre";
            case "rich_text_list" -> element.path("style").asText().equals("ordered") ? "ol" : "ul";
            default -> "div";
        };
        html.append("<").append(tag).append(" class='rich'>");
        for (JsonNode part : element.path("elements")) {
            if (type.equals("rich_text_list")) {
                html.append("<li>");
                part.path("elements").forEach(this::inline);
                html.append("</li>");
            } else {
                inline(part);
            }
        }
        html.append("</").append(tag).append(">");
    }

    private void inline(JsonNode part) {
        String text = escape(part.path("text").asText());
        if (part.path("type").asText().equals("link")) {
            html.append("<u>").append(text).append("</u>");
        } else if (part.path("type").asText().equals("date")) {
            tag("small", shown(part.path("timestamp").asLong()));
        } else if (part.at("/style/bold").asBoolean()) {
            tag("b", text);
        } else if (part.at("/style/italic").asBoolean()) {
            tag("i", text);
        } else {
            html.append(text);
        }
    }

    private void tag(String name, String content) {
        html.append("<").append(name).append(">").append(content).append("</").append(name).append(">");
    }

    private static String shown(long second) {
        return DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(second));
    }

    private static String dates(String text) {
        return DATE.matcher(text).replaceAll(date -> shown(Long.parseLong(date.group(1))));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole page. */
    public String html() {
        return html.toString();
    }
}
