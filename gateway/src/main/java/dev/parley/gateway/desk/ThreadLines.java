package dev.parley.gateway.desk;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.desk.DeskLine;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.attachment.StoredAttachment;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.JudgedLine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What of a conversation a desk is shown next. Thread-safe. */
@Singleton
class ThreadLines {

    /** As much as one message of a desk shows. */
    private static final int LINES_AT_ONCE = 40;
    private static final int CHARACTERS_AT_ONCE = 12_000;
    private static final Duration COMING = Duration.ofMillis(500);

    private final DeskRepository cards;
    private final Attachments attachments;

    ThreadLines(DeskRepository cards, Attachments attachments) {
        this.cards = cards;
        this.attachments = attachments;
    }

    /** What is shown in one go. */
    sealed interface Batch {

        /** The last line that is shown by then. */
        long last();

        /** Several lines; none when there is nothing that agents don't see already. */
        record Texts(List<DeskLine> lines, long last) implements Batch {}

        /** One line with a file. */
        @SuppressWarnings("ArrayRecordComponent") // a value that is only passed on, and never compared
        record WithFile(DeskLine line, byte[] content, long last) implements Batch {

            /** Instead of it, if the desk does not take the file. */
            DeskLine orText(String why) {
                return new DeskLine(line.seq(), line.at(), line.who(),
                        (line.text() + " 📎 " + name() + " (not shown here: " + why
                                + "; it is on the page /admin/handoffs)").strip(),
                        null);
            }

            private String name() {
                return line.file() == null ? "" : line.file().name();
            }
        }

        /** A file is being fetched. */
        record Wait(Duration time, long last) implements Batch {}
    }

    /**
     * After what the card shows; what an agent wrote at the desk is there already.
     *
     * @param withFiles whether files are shown, or only named
     */
    Batch next(DeskCard card, Conversation conversation, List<JudgedLine> lines, boolean withFiles) {
        List<DeskLine> fresh = new ArrayList<>();
        // All of them may be gone, because the customer was forgotten.
        long last = conversation.lastSeq();
        int characters = 0;
        for (JudgedLine line : lines) {
            if (line.seq() <= card.shownSeq()) {
                continue;
            }
            boolean isKnown = line.type() == ConversationEvent.Type.AGENT
                    && cards.countReplies(card.handoffId(), line.seq()) > 0;
            Attachment file = isKnown || !withFiles ? null : line.file();
            boolean full = fresh.size() == LINES_AT_ONCE || !fresh.isEmpty()
                    && (file != null || characters + line.text().length() > CHARACTERS_AT_ONCE);
            if (full) {
                break;
            }
            if (file != null && file.state() != Attachment.State.REFUSED) {
                return file(line, conversation);
            }
            last = line.seq();
            if (!isKnown) {
                fresh.add(new DeskLine(line.seq(), line.saidAt(), Cards.who(line, conversation),
                        withFiles ? words(line) : line.words(), null));
                characters += line.text().length();
            }
        }
        return new Batch.Texts(fresh, last);
    }

    private Batch file(JudgedLine line, Conversation conversation) {
        StoredAttachment file = attachments.find(String.valueOf(line.attachmentId())).orElseThrow();
        return file.state() == Attachment.State.READY
                ? new Batch.WithFile(new DeskLine(line.seq(), line.saidAt(), Cards.who(line, conversation), line.text(),
                        file.shown()), attachments.read(file), line.seq())
                : new Batch.Wait(COMING, line.seq());
    }

    private String words(JudgedLine line) {
        if (line.attachmentId() == null) {
            return line.text();
        }
        String problem = attachments.find(line.attachmentId()).map(StoredAttachment::problem).orElse("it is gone");
        return line.words() + " (not taken: " + problem + ")";
    }
}
