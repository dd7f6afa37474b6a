package dev.parley.gateway.webhook;

import dev.parley.gateway.config.ParleyConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Whether other systems were told of a handoff. Thread-safe. */
@Singleton
public class Arrivals {

    private static final String OPENED = "handoff.opened";

    private final ParleyConfig.Webhooks settings;
    private final WebhookRepository deliveries;

    Arrivals(ParleyConfig config, WebhookRepository deliveries) {
        this.settings = config.webhooks();
        this.deliveries = deliveries;
    }

    /** Whether there is anybody to be told. */
    public boolean isConfigured() {
        return !settings.urls().isEmpty();
    }

    /** Whether every address took the message that it was opened. */
    public boolean haveAllTaken(long handoffId) {
        List<WebhookDelivery> messages = deliveries.listBySubject(Webhooks.subject(handoffId), OPENED);
        return messages.size() >= settings.urls().size()
                && messages.stream().allMatch(message -> message.state() == WebhookDelivery.State.DELIVERED);
    }

    /** Which address did not take it, and why. */
    public String explain(long handoffId) {
        return deliveries.listBySubject(Webhooks.subject(handoffId), OPENED).stream()
                .filter(message -> message.state() != WebhookDelivery.State.DELIVERED)
                .map(message -> message.url() + ": "
                        + (message.error() == null ? "not sent yet; is PARLEY_WEBHOOK_SECRET set?" : message.error()))
                .collect(Collectors.joining("; "));
    }
}
