package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.SendResult;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts to send a line. That one begins is committed before the platform hears of it, so that an attempt that a crash
 * broke off is known, and counted, when the line is sent again. Thread-safe.
 */
@Singleton
class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** No channel's "later" is worth waiting longer for. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private final OutboxRepository outbox;
    private final TranscriptRepository transcript;
    private final ConversationRepository conversations;
    private final BeanProvider<SendGuard> guard;
    private final Transactions transactions;
    private final Clock clock;

    Attempts(OutboxRepository outbox, TranscriptRepository transcript, ConversationRepository conversations,
            BeanProvider<SendGuard> guard, Transactions transactions, Clock clock) {
        this.outbox = outbox;
        this.transcript = transcript;
        this.conversations = conversations;
        this.guard = guard;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param row as it is while the attempt goes on */
    record Attempt(OutboxRow row, Conversation conversation, Line line) {

        /** Whether an earlier attempt was broken off, so that the platform may have the line already. */
        boolean isAgain() {
            return row.uncertain() > 0;
        }
    }

    /** Lines that were refused are due again; how many. */
    long sendAgain(long conversationId, long firstSeq, long lastSeq) {
        return outbox.updateAgain(conversationId, firstSeq, lastSeq, clock.instant());
    }

    /** What the channel has not taken, in order. */
    List<Undelivered> listUndelivered(long conversationId) {
        return outbox.listUndelivered(conversationId);
    }

    /** Whether all of them are changed where they are shown; else nothing is done. In a transaction. */
    boolean change(long conversationId, List<JudgedLine> lines) {
        List<OutboxRow> rows = lockAll(conversationId, lines);
        boolean isPossible = !rows.isEmpty() && rows.size() == lines.size()
                && rows.stream().allMatch(row -> row.isUnheard() || row.isAmendable());
        if (isPossible) {
            rows.stream().filter(OutboxRow::isAmendable).forEach(
                    row -> outbox.update(row.amended(OutboxRow.Amendment.CHANGE, clock.instant())));
        }
        return isPossible;
    }

    /** Takes away what can be; whether that was all. In a transaction. */
    boolean remove(long conversationId, List<JudgedLine> lines) {
        List<OutboxRow> rows = lockAll(conversationId, lines);
        int removed = 0;
        for (OutboxRow row : rows) {
            if (row.isUnheard()) {
                outbox.deleteById(row.key());
                removed++;
            } else if (row.isAmendable()) {
                outbox.update(row.amended(OutboxRow.Amendment.REMOVAL, clock.instant()));
                removed++;
            }
        }
        return removed == lines.size();
    }

    private List<OutboxRow> lockAll(long conversationId, List<JudgedLine> lines) {
        return lines.stream().flatMap(line -> outbox.lock(conversationId, line.seq()).stream()).toList();
    }

    /** Conversations with lines to send now. */
    List<Long> listDueConversations() {
        return outbox.listDueConversations(clock.instant());
    }

    List<OutboxQueue> listQueues() {
        return outbox.listQueues();
    }

    /** The conversation, if something of it is to be sent now. */
    Optional<Conversation> findDueConversation(long conversationId) {
        return findDue(conversationId).flatMap(row -> conversations.findById(conversationId));
    }

    /** Sends within the transaction, because the platform shows the line once however often it gets it. */
    boolean makeAtOnce(Conversation conversation, Function<Attempt, SendResult> send) {
        return transactions.call(() -> {
            lockForFirstReply(conversation);
            Optional<Attempt> attempt = begin(conversation.key());
            attempt.ifPresent(begun -> outbox.update(settled(begun.row(), send.apply(begun))));
            return attempt.isPresent();
        });
    }

    /** Begins to send the next line; committed when this returns. Empty when there is none, or somebody else sends. */
    Optional<Attempt> mark(long conversationId) {
        return transactions.call(() -> {
            Optional<Attempt> attempt = begin(conversationId);
            attempt.ifPresent(begun -> outbox.update(begun.row()));
            return attempt;
        });
    }

    /** Ends an attempt. Nothing happens when it counted as broken off and another began, or the line was erased. */
    void settle(Attempt attempt, SendResult result) {
        OutboxRow.Amendment amendment = attempt.row().amendment();
        if (amendment != null && result instanceof SendResult.Rejected rejected) {
            stand(attempt, amendment, rejected);
        } else {
            transactions.run(() -> {
                lockForFirstReply(attempt.conversation());
                outbox.settle(settled(attempt.row(), result));
            });
        }
    }

    /** The first reply is noted there; and the conversation is locked before its lines, as by everybody else. */
    private void lockForFirstReply(Conversation conversation) {
        if (conversation.firstReplyAt() == null) {
            conversations.lock(conversation.key());
        }
    }

    /** The customer goes on seeing what should not be there, and is told. */
    private void stand(Attempt attempt, OutboxRow.Amendment amendment, SendResult.Rejected rejected) {
        OutboxRow row = attempt.row();
        LOG.warn("line {} of conversation {} could not be amended: {}", row.seq(), row.conversationId(),
                rejected.why());
        transactions.run(() -> {
            // Before the row, as everybody does who says something.
            conversations.lock(row.conversationId());
            if (outbox.settle(row.standing(rejected.why(), clock.instant()))) {
                guard.get().stands(attempt.conversation(), attempt.line(),
                        amendment == OutboxRow.Amendment.REMOVAL);
            }
        });
    }

    /** Whatever is said to be under way was broken off. */
    void breakOffAll() {
        long lines = outbox.breakOff(clock.instant());
        if (lines > 0) {
            LOG.warn("a crash broke off {} attempts to send a line; they are made again", lines);
        }
    }

    /** The next line that may be sent, locked until the transaction ends; those that may not are refused on the way. */
    private Optional<Attempt> begin(long conversationId) {
        Instant now = clock.instant();
        Optional<OutboxRow> head = findDue(conversationId).flatMap(row -> outbox.lockPending(row.key()))
                // Another replica may have begun before the lock was had.
                .filter(row -> !row.nextAttemptAt().isAfter(now));
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Conversation conversation = conversations.findById(conversationId).orElseThrow();
        Line line = transcript.find(conversationId, head.get().seq()).orElseThrow();
        if (guard.get().allows(conversation, line)) {
            return Optional.of(
                    new Attempt(head.get().sending(now, now.plus(OutboxDispatcher.SEND_LIMIT)), conversation, line));
        }
        outbox.update(head.get()
                .rejected("held back: a person took over, answers were paused, or the article was changed", now));
        guard.get().heldBack(conversation, line);
        return begin(conversationId);
    }

    private OutboxRow settled(OutboxRow row, SendResult result) {
        Instant now = clock.instant();
        return switch (result) {
            case SendResult.Delivered delivered -> {
                conversations.updateFirstReply(row.conversationId(), now);
                yield row.sent(delivered.externalId(), now);
            }
            case SendResult.Rejected rejected -> {
                LOG.warn("line {} of conversation {} was refused: {}", row.seq(), row.conversationId(), rejected.why());
                yield row.rejected(rejected.why(), now);
            }
            case SendResult.Retryable later ->
                row.retryAt(now.plus(later.after().compareTo(MAX_WAIT) > 0 ? MAX_WAIT : later.after()),
                        later.unknown());
        };
    }

    private Optional<OutboxRow> findDue(long conversationId) {
        return outbox.findHead(conversationId).filter(row -> !row.nextAttemptAt().isAfter(clock.instant()));
    }
}
