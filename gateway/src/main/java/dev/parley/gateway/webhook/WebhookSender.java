package dev.parley.gateway.webhook;

import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.Secrets;
import dev.parley.gateway.conversation.Leases;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each message until it is taken, with growing pauses, for almost two days. A message that was sent when the server
 * died is sent again under the same id. Addresses don't wait for each other. Thread-safe.
 */
@Singleton
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    /** Proposed by the Standard Webhooks specification, with its first pause of 5 s. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(4),
            Duration.ofHours(12), Duration.ofHours(24));
    /** After so many failures of one message somebody must know. */
    private static final int ALARMING = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MAX_ERROR_CHARACTERS = 500;

    private final ParleyConfig.Webhooks settings;
    private final Secrets secrets;
    private final WebhookRepository deliveries;
    private final Alerts alerts;
    private final Leases leases;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    WebhookSender(ParleyConfig config, Secrets secrets, WebhookRepository deliveries, Alerts alerts, Leases leases,
            Clock clock) {
        this.settings = config.webhooks();
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.alerts = alerts;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "500ms")
    void sweep() {
        for (String url : settings.urls()) {
            if (leases.take(name(url), LEASE) && busy.add(url)) {
                threads.execute(() -> {
                    try {
                        sendAll(url);
                    } catch (RuntimeException e) {
                        LOG.error("webhook {} failed; it is tried again", url, e);
                    } finally {
                        busy.remove(url);
                    }
                });
            }
        }
    }

    private void sendAll(String url) {
        List<WebhookDelivery> due = deliveries.listDue(url, clock.instant());
        Optional<String> secret = due.isEmpty() ? Optional.empty() : secret();
        if (secret.isEmpty()) {
            return;
        }
        for (WebhookDelivery delivery : due) {
            Optional<String> error = send(delivery, secret.get());
            settle(delivery, error);
            if (error.isPresent() || !leases.take(name(url), LEASE)) {
                return;
            }
        }
    }

    private Optional<String> secret() {
        try {
            Optional<String> secret = secrets.find("PARLEY_WEBHOOK_SECRET");
            if (secret.isPresent()) {
                alerts.clear("webhook-secret");
            } else {
                alerts.raise("webhook-secret", "application.yml names webhooks, but PARLEY_WEBHOOK_SECRET is not set:"
                        + " nothing is sent until it is.");
            }
            return secret;
        } catch (ParleyException e) {
            alerts.raise("webhook-secret", e.message());
            return Optional.empty();
        }
    }

    /** @return what went wrong; empty when it was taken */
    private Optional<String> send(WebhookDelivery delivery, String secret) {
        long now = clock.instant().getEpochSecond();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(delivery.url())).timeout(TIMEOUT)
                    .header("Content-Type", "application/json").header("User-Agent", "Parley")
                    .header("webhook-id", delivery.messageId()).header("webhook-timestamp", String.valueOf(now))
                    .header("webhook-signature", Signature.of(secret, delivery.messageId(), now, delivery.body()))
                    .POST(HttpRequest.BodyPublishers.ofString(delivery.body())).build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the server is stopping");
        }
    }

    private void settle(WebhookDelivery delivery, Optional<String> error) {
        Instant now = clock.instant();
        String alert = name(delivery.url());
        if (error.isEmpty()) {
            deliveries.updateTried(delivery.key(), WebhookDelivery.State.DELIVERED.name(), now, null);
            alerts.clear(alert);
            return;
        }
        boolean isLast = delivery.attempts() >= PAUSES.size();
        String why = error.get().substring(0, Math.min(error.get().length(), MAX_ERROR_CHARACTERS));
        deliveries.updateTried(delivery.key(),
                (isLast ? WebhookDelivery.State.REFUSED : WebhookDelivery.State.PENDING).name(),
                isLast ? now : now.plus(PAUSES.get(delivery.attempts())), why);
        if (delivery.attempts() + 1 >= ALARMING) {
            alerts.raise(alert, delivery.url() + " does not take messages: " + why
                    + ". What waits: GET /api/v1/webhooks; it is sent by itself once that is mended.");
        }
    }

    /** Of the lease and of the alert. */
    private static String name(String url) {
        return "webhook-" + Integer.toHexString(url.hashCode());
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
