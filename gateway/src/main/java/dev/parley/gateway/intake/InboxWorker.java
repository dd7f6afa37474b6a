package dev.parley.gateway.intake;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.conversation.ConversationWork;
import dev.parley.gateway.conversation.Failpoint;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the inbox off: one event of a conversation at a time, in the order they came, also over several replicas, because
 * only the head of a conversation may be taken and its row stays locked meanwhile. A crash frees the lock and leaves the
 * event pending; the sweep finds it. Thread-safe.
 */
@Singleton
class InboxWorker {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
    /** The handler answers its own errors; only what the database refuses gets here so often. */
    private static final int MAX_ATTEMPTS = 5;
    static final String ALERT = "dead-letters";
    /** Each step holds a database connection of the ten: others must be left for what comes in. */
    private static final int STEPS_AT_A_TIME = 4;
    private static final int MOST_CAUSES = 4;
    private static final int CAUSE_CHARACTERS = 300;

    private final InboxRepository inbox;
    private final Transactions transactions;
    private final BeanProvider<TurnHandler> handler;
    private final OutboxDispatcher outbox;
    private final Alerts alerts;
    private final ConversationWork work = new ConversationWork("inbox", STEPS_AT_A_TIME, this::handleNext);

    InboxWorker(InboxRepository inbox, Transactions transactions, BeanProvider<TurnHandler> handler,
            OutboxDispatcher outbox, Alerts alerts) {
        this.inbox = inbox;
        this.transactions = transactions;
        this.handler = handler;
        this.outbox = outbox;
        this.alerts = alerts;
    }

    void wake(long conversationId) {
        work.wake(conversationId);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "2s")
    void sweep() {
        inbox.listPendingConversations().forEach(this::wake);
    }

    @PreDestroy
    void close() {
        work.close();
    }

    private boolean handleNext(long conversationId) {
        Optional<InboxItem> head = inbox.findHead(conversationId);
        if (head.isEmpty()) {
            return false;
        }
        long id = head.get().key();
        try {
            boolean handled = transactions.call(() -> inbox.lockPending(id).map(item -> {
                handler.get().handle(item, () -> inbox.countNewerMessages(conversationId, id) > 0);
                inbox.updateDone(id);
                Failpoint.TURN_DECIDED.reached();
                return true;
            }).orElse(false));
            Failpoint.TURN_COMMITTED.reached();
            outbox.wake(conversationId);
            return handled;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            if (Transactions.isPassing(e)) {
                // No fault of this event, which is tried again at the next sweep and not counted.
                throw e;
            }
            int attempts = head.get().attempts() + 1;
            if (attempts < MAX_ATTEMPTS) {
                inbox.updateFailed(id, MAX_ATTEMPTS);
            } else {
                giveUp(head.get(), e);
            }
            LOG.error("event {} of conversation {} could not be handled, attempt {} of {}{}", id, conversationId,
                    attempts,
                    MAX_ATTEMPTS, attempts < MAX_ATTEMPTS ? "" : "; it is a dead letter now, see /admin/failed",
                    e);
            outbox.wake(conversationId);
            // At once, so that what waits behind it does not wait long.
            return true;
        }
    }

    /** Dead, and a person is called, in one: or a crash in between would leave somebody without either. */
    private void giveUp(InboxItem item, Throwable cause) {
        String why = why(cause);
        try {
            transactions.run(() -> {
                // Unless the customer was forgotten meanwhile, or another replica succeeded.
                if (inbox.updateFailed(item.key(), MAX_ATTEMPTS) == 1) {
                    inbox.insertDeadLetter(item.key(), why);
                    handler.get().giveUp(item);
                }
            });
            alerts.raise(ALERT,
                    "Messages could not be handled; a person was called for each. See /admin/failed, "
                            + "which says how to try one again; the log says why.");
        } catch (RuntimeException e) {
            if (Transactions.isPassing(e)) {
                throw e;
            }
            LOG.error("nobody could be called about event {}", item.key(), e);
            if (inbox.updateFailed(item.key(), MAX_ATTEMPTS) == 1) {
                inbox.insertDeadLetter(item.key(), why);
            }
            alerts.raise(ALERT,
                    "Messages could not be handled, and nobody could be called. See /admin/failed; the log says why.");
        }
    }

    /** The chain of causes, each by its kind and the beginning of what it says. */
    private static String why(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES).map(each -> {
            String text = each.getClass().getSimpleName() + ": " + each.getMessage();
            return CleanText.of(text.length() > CAUSE_CHARACTERS ? text.substring(0, CAUSE_CHARACTERS) + "…" : text);
        }).collect(Collectors.joining("; caused by "));
    }
}
