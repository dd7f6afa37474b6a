package dev.parley.connectors.slack.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ChannelStatus.State;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackPayload;
import dev.parley.connectors.slack.api.SlackSettings;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack as a channel. */
@Singleton
final class SlackChannel implements Channel {

    static final String ID = "slack";
    /** Each says who has the conversation from then on. */
    private static final Set<ConversationEvent.Notice> HANDLERS = Set.of(ConversationEvent.Notice.HANDOFF,
            ConversationEvent.Notice.JOINED, ConversationEvent.Notice.RETURNED, ConversationEvent.Notice.RESOLVED);

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelVariables variables;
    private final SlackHub hub;
    private final Clock clock;
    private final SlackMessages messages;
    private final ChannelHealth health;
    private volatile Runnable forget = () -> {};
    private volatile @Nullable Started started;

    SlackChannel(ChannelVariables variables, SlackHub hub,
            @Nullable @Property(name = "parley.public-url") String publicUrl, Clock clock) {
        this.variables = variables;
        this.hub = hub;
        this.clock = clock;
        this.messages = new SlackMessages(publicUrl);
        this.health = new ChannelHealth(ID, "PARLEY_SLACK_BOT_TOKEN is not set", clock);
    }

    private record Started(SlackApi api, ChannelHost host, SlackSender sender, Thread thread) {}

    @Override
    public String id() {
        return ID;
    }

    /** 3,000 characters is what one text element is safe for; the sum of a message's blocks may be about 13,000. */
    @Override
    public ChannelCapabilities capabilities() {
        return new ChannelCapabilities(3_000, 1_000_000_000, true,
                ChannelCapabilities.Resending.LOOKED_UP);
    }

    @Override
    public void start(ChannelHost host) {
        Optional<SlackSettings> settings = SlackSettings.read(variables);
        if (settings.isPresent()) {
            health.is(State.STARTING, "asking Slack who it is");
            SlackApi api = new SlackApi(settings.get());
            started = new Started(api, host, new SlackSender(api, health::failed),
                    Thread.ofVirtual().name("slack").start(() -> introduce(settings.get(), api, host)));
        }
    }

    private void introduce(SlackSettings settings, SlackApi api, ChannelHost host) {
        try {
            while (true) {
                try {
                    AuthTestResponse me = api.call(methods -> methods.authTest(request -> request));
                    SlackDecoder decoder = new SlackDecoder(me.getUserId(),
                            ref -> !host.eventsAfter(ref, 0).isEmpty(),
                            ref -> isWithPerson(host.eventsAfter(ref, 0)));
                    hub.open(settings, api, payload -> receive(payload, decoder, host),
                            (ok, how) -> health.is(ok ? State.ON : State.FAILING, how));
                    forget = hub
                            .whenConnected(connected -> new SlackCatchUp(connected, host, clock).run(event -> receive(
                                    new SlackPayload(SlackPayload.Kind.EVENT,
                                            JSON.createObjectNode().set("event", event)),
                                    decoder, host)));
                    return;
                } catch (RuntimeException e) {
                    health.is(State.FAILING, "Slack refuses the bot token, or can't be reached: " + e.getMessage());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWithPerson(List<ConversationEvent> events) {
        return events.stream().map(ConversationEvent::notice).filter(Objects::nonNull).filter(HANDLERS::contains)
                .reduce((first, last) -> last)
                .filter(last -> last == ConversationEvent.Notice.HANDOFF || last == ConversationEvent.Notice.JOINED)
                .isPresent();
    }

    /** Durable when it returns. */
    private void receive(SlackPayload payload, SlackDecoder decoder, ChannelHost host) {
        Optional<InboundEvent> event;
        try {
            event = decoder.decode(payload);
        } catch (RuntimeException e) {
            host.keepUnreadable(ID, payload.body().path("event_id").asText("hash:" + payload.body().hashCode()),
                    payload.body().toString(), String.valueOf(e.getMessage()));
            return;
        }
        health.received();
        event.ifPresent(known -> {
            switch (host.accept(known)) {
                // To refuse it would have Slack deliver it again, and after some refusals nothing at all.
                case Acceptance.Limited limited -> host.keepUnreadable(ID, known.deliveryId(),
                        payload.body().toString(), "its sender, or the channel, wrote more than the limits allow");
                case Acceptance.Accepted accepted when known instanceof InboundEvent.Feedback feedback ->
                    thank(feedback, payload.body().at("/user/id").asText(), host);
                default -> {
                    // stored, or nothing that Slack could do better
                }
            }
        });
    }

    /** A pressed button looks as before: whoever pressed it, and nobody else, is told that it was heard. */
    private void thank(InboundEvent.Feedback feedback, String user, ChannelHost host) {
        Started running = started;
        if (running != null) {
            String language = host.eventsAfter(feedback.ref(), 0).stream().map(ConversationEvent::answer)
                    .filter(answer -> answer != null && answer.turnId().equals(feedback.turnId()))
                    .map(ConversationEvent.AnswerLink::language).findFirst().orElse(null);
            running.sender().whisper(feedback.ref(), user, host.profile(ID, language).commands().judged());
        }
    }

    @Override
    public List<String> secrets() {
        return SlackSettings.SECRETS;
    }

    @Override
    public ChannelStatus status() {
        return health.status();
    }

    @Override
    public List<ChannelCheck> check() {
        Started running = started;
        return SlackChecks.of(variables, running == null ? null : running.api(), health.status(), hub.refused(), clock);
    }

    @Override
    public SendResult send(Outbound outbound) {
        Started running = started;
        if (running == null) {
            // Stopped, or not configured for now: the line waits.
            return new SendResult.Retryable(Duration.ofSeconds(30));
        }
        return switch (outbound) {
            case Outbound.Post post -> {
                ConversationEvent.AnswerLink answer = post.event().answer();
                yield running.sender().send(post.ref(), messages.line(post.ref(), post.event(),
                        running.host().profile(id(), answer == null ? null : answer.language())), post.again());
            }
            case Outbound.PostFile file -> running.sender().send(file);
            case Outbound.Change change -> running.sender().change(change.ref(), messages.line(change.ref(),
                    change.event(), running.host().profile(id(), null)), change.externalId());
            case Outbound.Removal removal -> running.sender().remove(removal.ref(), removal.externalId());
        };
    }

    @Override
    public Fetched fetch(String key, long maxBytes) {
        Started running = started;
        return running == null
                ? new Fetched.Later(RETRY)
                : SlackFiles.fetch(running.api(), key, maxBytes);
    }

    @Override
    public void stop() {
        forget.run();
        hub.close();
        Started running = started;
        started = null;
        if (running != null) {
            running.thread().interrupt();
            running.api().close();
        }
    }
}
