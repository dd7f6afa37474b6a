package dev.parley.connectors.web;

import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The web chat as a channel. A message is "sent" by waking the visitor's open streams: they read it from the stored
 * conversation, as does every later visit, so that nothing depends on a stream being open.
 */
@Singleton
final class WebChannel implements Channel {

    static final String ID = "web";

    private final WebSettings settings;
    private final EventStreams streams;
    private final WebIdentity identity;
    private final @Nullable String publicUrl;
    private final BeanProvider<EmbeddedServer> server;
    private final ChannelHealth health;
    private volatile @Nullable ChannelHost host;

    WebChannel(WebSettings settings, EventStreams streams, WebIdentity identity,
            @Nullable @Property(name = "parley.public-url") String publicUrl, BeanProvider<EmbeddedServer> server,
            Clock clock) {
        this.settings = settings;
        this.streams = streams;
        this.identity = identity;
        this.publicUrl = publicUrl;
        this.server = server;
        this.health = new ChannelHealth(ID, "it has not started", clock);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ChannelCapabilities capabilities() {
        return new ChannelCapabilities(settings.maxMessageCharacters(), Long.MAX_VALUE, false,
                ChannelCapabilities.Resending.SHOWN_ONCE);
    }

    @Override
    public void start(ChannelHost channelHost) {
        identity.checkKeys();
        host = channelHost;
        health.is(ChannelStatus.State.ON, "");
    }

    @Override
    public ChannelStatus status() {
        return health.status();
    }

    @Override
    public List<ChannelCheck> check() {
        String base = publicUrl == null ? "http://localhost:" + server.get().getPort() : publicUrl;
        List<ChannelCheck> checks = new ArrayList<>(
                WebChecks.of(base, publicUrl != null, settings.allowedOrigins()));
        checks.add(identity.check());
        return checks;
    }

    @Override
    public SendResult send(Outbound outbound) {
        return switch (outbound) {
            case Outbound.Post post -> {
                streams.wake(post.ref().conversationKey());
                yield new SendResult.Delivered("");
            }
            case Outbound.PostFile file -> {
                streams.wake(file.ref().conversationKey());
                yield new SendResult.Delivered("");
            }
            case Outbound.Change change -> new SendResult.Rejected("the web chat shows what was sent as it was sent");
            case Outbound.Removal removal -> new SendResult.Rejected("the web chat shows what was sent as it was sent");
        };
    }

    @Override
    public void stop() {
        host = null;
        streams.close();
    }

    /** @throws HttpStatusException 503 before the start and after the stop */
    ChannelHost host() {
        ChannelHost started = host;
        if (started == null) {
            throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Parley is starting or stopping; try again");
        }
        return started;
    }

    /**
     * Stores what a visitor did.
     *
     * @throws HttpStatusException when it is not taken
     */
    HttpResponse<WebJson.Seq> accept(InboundEvent event) {
        Acceptance acceptance = host().accept(event);
        health.received();
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> HttpResponse.accepted().body(new WebJson.Seq(accepted.seq()));
            case Acceptance.Conflict conflict -> throw new HttpStatusException(HttpStatus.CONFLICT,
                    "this clientMessageId was already used for something else");
            case Acceptance.Refused refused -> throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    refused.why());
            case Acceptance.Unknown unknown -> throw new HttpStatusException(HttpStatus.NOT_FOUND, unknown.why());
            case Acceptance.Limited limited -> limited(Math.max(1, limited.after().toSeconds()), "too many messages");
        };
    }

    /** An error like all others, but for the header, which no exception can carry. */
    @SuppressWarnings("unchecked")
    static <T> HttpResponse<T> limited(long seconds, String what) {
        return (HttpResponse<T>) (HttpResponse<?>) HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(Map.of("error", Map.of("code", "rate_limited", "message",
                        what + "; wait " + seconds + " seconds and try again")));
    }

    static ConversationRef ref(String conversationId) {
        return new ConversationRef(ID, conversationId, null);
    }
}
