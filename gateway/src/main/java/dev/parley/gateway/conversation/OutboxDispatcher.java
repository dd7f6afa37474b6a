package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.SendResult;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stored lines to their channels, in order within a conversation, again and again until a channel took or refused
 * them. What a crash left over is found by the sweep. Thread-safe.
 */
@Singleton
public class OutboxDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    /** No channel's "later" is worth waiting longer for. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private final OutboxRepository outbox;
    private final TranscriptRepository transcript;
    private final ConversationRepository conversations;
    private final LineSender sender;
    private final BeanProvider<SendGuard> guard;
    private final Transactions transactions;
    private final Clock clock;
    private final ConversationWork work = new ConversationWork("outbox", this::deliverNext);

    OutboxDispatcher(OutboxRepository outbox, TranscriptRepository transcript, ConversationRepository conversations,
            LineSender sender, BeanProvider<SendGuard> guard, Transactions transactions, Clock clock) {
        this.outbox = outbox;
        this.transcript = transcript;
        this.conversations = conversations;
        this.sender = sender;
        this.guard = guard;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Delivers what is due in a conversation. Returns at once. */
    public void wake(long conversationId) {
        work.wake(conversationId);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void sweep() {
        outbox.listDueConversations(clock.instant()).forEach(this::wake);
    }

    @PreDestroy
    void close() {
        work.close();
    }

    private boolean deliverNext(long conversationId) {
        return transactions.call(() -> {
            Instant now = clock.instant();
            OutboxRow head = outbox.findHead(conversationId).filter(row -> !row.nextAttemptAt().isAfter(now))
                    .orElse(null);
            if (head == null || head.id() == null || outbox.lockPending(head.id()).isEmpty()) {
                return false;
            }
            Conversation conversation = conversations.findById(conversationId).orElseThrow();
            Line line = transcript.find(conversationId, head.seq()).orElseThrow();
            if (guard.get().allows(conversation, line)) {
                outbox.update(settle(head, sender.send(conversation, line), now));
            } else {
                outbox.update(head.rejected("held back: a person took over, or answers were paused", now));
                guard.get().heldBack(conversation, line);
            }
            return true;
        });
    }

    private OutboxRow settle(OutboxRow row, SendResult result, Instant now) {
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
                row.retryAt(now.plus(later.after().compareTo(MAX_WAIT) > 0 ? MAX_WAIT : later.after()));
        };
    }
}
