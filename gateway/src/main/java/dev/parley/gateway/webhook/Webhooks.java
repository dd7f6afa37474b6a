package dev.parley.gateway.webhook;

import dev.parley.gateway.alert.Alert;
import dev.parley.gateway.alert.AlertListener;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffEvent;
import dev.parley.gateway.handoff.HandoffEvents;
import dev.parley.gateway.handoff.Handoffs;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happened into messages to every address in the configuration. What happens to a handoff is stored in its own
 * transaction already, so nothing is lost between the two. Of several replicas one does so. Thread-safe.
 */
@Singleton
class Webhooks implements AlertListener {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final String LEASE_NAME = "webhooks";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(14);

    private final ParleyConfig.Webhooks settings;
    private final ParleyConfig.Server server;
    private final WebhookRepository deliveries;
    private final HandoffEvents events;
    private final Handoffs handoffs;
    private final Conversations conversations;
    private final Transactions transactions;
    private final Leases leases;
    private final Clock clock;

    Webhooks(ParleyConfig config, WebhookRepository deliveries, HandoffEvents events, Handoffs handoffs,
            Conversations conversations, Transactions transactions, Leases leases, Clock clock) {
        this.settings = config.webhooks();
        this.server = config.server();
        this.deliveries = deliveries;
        this.events = events;
        this.handoffs = handoffs;
        this.conversations = conversations;
        this.transactions = transactions;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "500ms")
    void sweep() {
        if (!leases.take(LEASE_NAME, LEASE)) {
            return;
        }
        if (settings.urls().isEmpty()) {
            // Who is named later is not told of what was before.
            events.updateAllNoticed();
            return;
        }
        for (HandoffEvent event : events.listUnnoticed()) {
            try {
                transactions.run(() -> tell(event));
            } catch (RuntimeException e) {
                LOG.error("no message could be made of event {} of handoff {}; it is tried again", event.id(),
                        event.handoffId(), e);
                return;
            }
        }
    }

    private void tell(HandoffEvent event) {
        Optional<String> type = Messages.typeOf(event);
        if (type.isPresent()) {
            Handoff handoff = handoffs.get(event.handoffId());
            // Locked: whoever is forgotten meanwhile is in no message that is stored afterwards.
            Conversation conversation = conversations.getLocked(handoff.conversationId());
            List<JudgedLine> lines = conversations.listLinesAfter(conversation.key(), 0);
            String body = Messages.of(type.get(), event, handoff, conversation, lines, server.publicUrl());
            store("handoff-" + event.handoffId() + "-" + event.id(), subject(event.handoffId()), conversation.key(),
                    type.get(), body);
        }
        events.updateNoticed(event.id() == null ? 0 : event.id());
    }

    @Override
    public void changed(Alert alert, boolean isRaised) {
        String type = isRaised ? "alert.raised" : "alert.cleared";
        store(type + "-" + alert.name() + "-" + clock.instant().toEpochMilli(), "alert-" + alert.name(), null, type,
                Messages.of(type, alert));
    }

    private void store(String messageId, String subject, @Nullable Long conversationId,
            String type, String body) {
        for (String url : settings.urls()) {
            deliveries.save(
                    WebhookDelivery.of(url, messageId, subject, conversationId, type, body, clock.instant()));
        }
    }

    static String subject(long handoffId) {
        return "handoff-" + handoffId;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void deleteOld() {
        deliveries.deleteOld(clock.instant().minus(KEPT));
    }
}
