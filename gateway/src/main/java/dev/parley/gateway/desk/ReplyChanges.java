package dev.parley.gateway.desk;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.handoff.Corrections;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** What agents wrote at a desk, and edit or delete there: each change counts once, and none after a later one. Thread-safe. */
@Singleton
class ReplyChanges {

    /** Names a change of a reply, behind the reply's origin. */
    private static final String CHANGE = "~";
    /** Sorts behind all changes, which are digits. */
    private static final String REMOVED = "removed";

    private final DeskRepository cards;
    private final Corrections corrections;
    private final Conversations conversations;
    private final Transactions transactions;

    ReplyChanges(DeskRepository cards, Corrections corrections, Conversations conversations,
            Transactions transactions) {
        this.cards = cards;
        this.corrections = corrections;
        this.conversations = conversations;
        this.transactions = transactions;
    }

    /** CONFLICT when what stood there before was for nobody. */
    void correct(long handoffId, String agent, String origin, String change, String text) {
        transactions.run(() -> cards.findReply(origin).ifPresentOrElse(
                reply -> correct(handoffId, agent, reply, new Change(origin, change), text),
                () -> {
                    if (cards.countOrigins(origin) > 0) {
                        throw new ParleyException(ErrorCode.CONFLICT,
                                "What stood there before did not go to the customer; write a new message to send this.");
                    }
                }));
    }

    private record Change(String origin, String name) {

        String changed() {
            return origin + CHANGE + name;
        }
    }

    private void correct(long handoffId, String agent, DeskRepository.Reply reply, Change change, String text) {
        if (!isNews(handoffId, change)) {
            return;
        }
        if (corrections.rewrite(handoffId, text, reply.firstSeq(), reply.lastSeq())) {
            cards.updateUntold(change.origin());
        } else {
            long before = conversations.getLocked(reply.conversationId()).lastSeq();
            corrections.correct(handoffId, agent, text);
            // Taken back with the reply itself.
            cards.updateReply(change.changed(), reply.conversationId(), before + 1,
                    conversations.get(reply.conversationId()).lastSeq());
            cards.updateUntold(change.changed());
        }
    }

    /** Whether this change, or a later one, was not made before; kept as an origin of its own. */
    private boolean isNews(long handoffId, Change change) {
        boolean isNews = cards.countChanges(change.origin() + CHANGE + "%", change.changed()) == 0
                && cards.insertReplyIfAbsent(change.changed(), handoffId) == 1;
        if (isNews) {
            cards.updateTold(change.changed());
        }
        return isNews;
    }

    /** Does nothing when it was for nobody. */
    void withdraw(long handoffId, String agent, String origin) {
        transactions.run(() -> cards.findReply(origin).ifPresent(reply -> {
            if (isNews(handoffId, new Change(origin, REMOVED))) {
                // Whether it arrived is nobody's question any more.
                cards.updateTold(origin);
                corrections.withdraw(handoffId, agent, Stream.concat(Stream.of(reply),
                        cards.listChanges(origin + CHANGE + "%").stream())
                        .map(said -> new Corrections.Lines(said.firstSeq(), said.lastSeq())).toList());
            }
        }));
    }
}
