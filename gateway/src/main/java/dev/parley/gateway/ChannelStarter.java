package dev.parley.gateway;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.gateway.desk.Desks;
import dev.parley.gateway.knowledge.FolderWatcher;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the channels once the knowledge base is loaded, and closes them first. */
@Singleton
final class ChannelStarter implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelStarter.class);

    private final List<Channel> channels;
    private final ChannelHost host;
    private final FolderWatcher watcher;
    private final Desks desks;
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    /** @param pipeline named so that everything needed for an answer is loaded before a channel opens */
    ChannelStarter(List<Channel> channels, ChannelHost host, FolderWatcher watcher, Desks desks,
            MessagePipeline pipeline) {
        this.channels = channels;
        this.host = host;
        this.watcher = watcher;
        this.desks = desks;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        for (Channel channel : channels) {
            try {
                channel.start(host);
                ChannelStatus status = channel.status();
                LOG.info("channel {}: {} {}", channel.id(), status.state(), status.detail());
            } catch (IllegalStateException e) {
                refused.put(channel.id(), String.valueOf(e.getMessage()));
                LOG.error("channel {} stays off: {}", channel.id(), e.getMessage());
            }
        }
        desks.start();
        watcher.start();
    }

    List<Channel> list() {
        return channels;
    }

    /** A channel that refused to start says why, whatever it says of itself. */
    ChannelStatus status(Channel channel) {
        String why = refused.get(channel.id());
        return why == null ? channel.status() : new ChannelStatus(ChannelStatus.State.FAILING, why, null, 1);
    }

    void stop() {
        desks.stop();
        channels.forEach(Channel::stop);
    }
}
