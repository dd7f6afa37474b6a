package dev.parley.gateway.delivery;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.RichText;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.voice.MarkdownReader;

/** Stored lines as channels see them: only the bot's own texts are read as Markdown. Pure. */
public final class Events {

    private Events() {}

    /** A line that was read with its judgement. */
    public static ConversationEvent of(JudgedLine line) {
        return new ConversationEvent(line.seq(), line.saidAt(), line.type(), line.text(),
                rich(line.type(), line.text()), line.answer(), line.agentName(), line.notice(),
                line.clientMessageId(), line.buttons(), line.file());
    }

    /** A line that is about to be sent, without its file: nobody has judged it. */
    static ConversationEvent of(Line line) {
        return of(new JudgedLine(line.seq(), line.saidAt(), line.type(), line.text(), line.clientMessageId(),
                line.agentName(), line.notice(), line.turnId(), line.articleId(), line.articleLanguage(),
                line.articleTitle(), line.articleUrl(), line.articleUpdated(), null, null, null, line.choices(),
                null, null, null, null, null));
    }

    static RichText rich(ConversationEvent.Type type, String text) {
        return type == ConversationEvent.Type.BOT ? MarkdownReader.read(text) : RichText.plain(text);
    }
}
