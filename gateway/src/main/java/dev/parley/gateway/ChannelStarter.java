package dev.parley.gateway;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.gateway.knowledge.FolderWatcher;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the channels once the knowledge base is loaded, and closes them first. */
@Singleton
final class ChannelStarter implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelStarter.class);

    private final List<Channel> channels;
    private final ChannelHost host;
    private final FolderWatcher watcher;

    /** @param pipeline named so that everything needed for an answer is loaded before a channel opens */
    ChannelStarter(List<Channel> channels, ChannelHost host, FolderWatcher watcher, MessagePipeline pipeline) {
        this.channels = channels;
        this.host = host;
        this.watcher = watcher;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        for (Channel channel : channels) {
            try {
                channel.start(host);
                LOG.info("channel {} is on", channel.id());
            } catch (IllegalStateException e) {
                LOG.error("channel {} stays off: {}", channel.id(), e.getMessage());
            }
        }
        watcher.start();
    }

    void stop() {
        channels.forEach(Channel::stop);
    }
}
