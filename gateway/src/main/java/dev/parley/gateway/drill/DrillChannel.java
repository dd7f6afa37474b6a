package dev.parley.gateway.drill;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import dev.parley.gateway.conversation.Conversation;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Where synthetic customers write; nobody reads it, and no figure counts it. Thread-safe. */
@Singleton
final class DrillChannel implements Channel {

    static final String ID = Conversation.DRILL;
    private static final int MAX_CHARACTERS = 10_000;

    private final Clock clock;
    private volatile @Nullable ChannelHost host;

    DrillChannel(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ChannelCapabilities capabilities() {
        return new ChannelCapabilities(MAX_CHARACTERS, 0, false,
                ChannelCapabilities.Resending.SHOWN_ONCE);
    }

    @Override
    public void start(ChannelHost started) {
        host = started;
    }

    /** @throws IllegalStateException while the server starts or stops */
    ConversationRef write(String name, String text) {
        ConversationRef ref = new ConversationRef(ID, name, null);
        ChannelHost started = host;
        if (started == null) {
            throw new IllegalStateException("the server is not ready yet");
        }
        started.accept(new InboundEvent.Message(name, ref, ID + ":" + name, clock.instant(), null, text,
                "Drill (nobody is waiting)"));
        return ref;
    }

    @Override
    public ChannelStatus status() {
        return ChannelStatus.on();
    }

    @Override
    public SendResult send(Outbound outbound) {
        return new SendResult.Delivered("");
    }

    @Override
    public void stop() {
        host = null;
    }
}
