package dev.parley.gateway.intake;

import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.conversation.Leases;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host of all channels: stores each event once, and acknowledges only what is durable. Thread-safe. */
@Singleton
final class Intake implements ChannelHost {

    private final EventStore events;
    private final InboxWorker worker;
    private final Limits limits;
    private final Forgetter forgetter;
    private final Leases leases;
    private final Unreadables unreadables;
    private final Leases.@Nullable Held held;

    @Inject
    Intake(EventStore events, InboxWorker worker, Limits limits, Forgetter forgetter, Leases leases,
            Unreadables unreadables) {
        this(events, worker, limits, forgetter, leases, unreadables, null);
    }

    private Intake(EventStore events, InboxWorker worker, Limits limits, Forgetter forgetter, Leases leases,
            Unreadables unreadables, Leases.@Nullable Held held) {
        this.events = events;
        this.worker = worker;
        this.limits = limits;
        this.forgetter = forgetter;
        this.leases = leases;
        this.unreadables = unreadables;
        this.held = held;
    }

    @Override
    public Acceptance accept(InboundEvent event) {
        Optional<Duration> wait = limits.findWait(event.ref().channelId(), event.senderId());
        if (wait.isPresent()) {
            return new Acceptance.Limited(wait.get());
        }
        EventStore.Stored stored = events.store(event, held);
        if (stored.toDo()) {
            worker.wake(stored.conversationId());
        }
        if (event instanceof InboundEvent.Forget) {
            forgetter.forget(event.senderId());
        }
        return stored.acceptance();
    }

    @Override
    public List<ConversationEvent> eventsAfter(ConversationRef ref, long seq) {
        return events.listEventsAfter(ref, seq);
    }

    @Override
    public Optional<StoredFile> findFile(ConversationRef ref, String fileId) {
        return events.findFile(ref, fileId);
    }

    @Override
    public List<Recent> listRecent(String channelId, Instant since) {
        return events.listRecent(channelId, since);
    }

    @Override
    public boolean isWithPerson(ConversationRef ref) {
        return events.isWithPerson(ref);
    }

    @Override
    public void present(ConversationRef ref) {
        events.present(ref);
    }

    @Override
    public void left(ConversationRef ref, Duration ago) {
        events.left(ref, ago);
    }

    @Override
    public BrandProfile profile(String channelId, @Nullable String locale) {
        return events.profile(channelId, locale);
    }

    @Override
    public BrandProfile profile(ConversationRef ref, @Nullable String locale) {
        return events.profile(ref, locale);
    }

    @Override
    public void keepUnreadable(String channelId, String deliveryId, String payload, String why) {
        unreadables.keep(channelId, deliveryId, payload, why);
    }

    @Override
    public Optional<ChannelHost> lease(String name, Duration duration) {
        return leases.hold(name, duration)
                .map(lease -> new Intake(events, worker, limits, forgetter, leases, unreadables, lease));
    }
}
