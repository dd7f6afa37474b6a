package dev.parley.gateway.intake;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** What is accepted stays undecided, where only accepting is measured. In this package, because its worker is nobody else's. */
@Singleton
@Replaces(InboxWorker.class)
@Requires(property = StillInbox.SWITCH)
final class StillInbox extends InboxWorker {

    /** A system property. */
    static final String SWITCH = "parley.bench.still-inbox";

    StillInbox(InboxRepository inbox, Transactions transactions, BeanProvider<TurnHandler> handler,
            OutboxDispatcher outbox, Alerts alerts) {
        super(inbox, transactions, handler, outbox, alerts);
    }

    @Override
    void wake(long conversationId) {
        // Nobody decides it.
    }

    @Override
    void sweep() {
        // Nor later.
    }
}
