package dev.parley.gateway;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.gateway.desk.Desks;
import dev.parley.gateway.knowledge.FolderWatcher;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ChannelVariables variables;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    /** The secrets with which each channel was started; none once all are stopped. */
    private final Map<String, List<String>> inForce = new HashMap<>();

    /** @param pipeline named so that everything needed for an answer is loaded before a channel opens */
    ChannelStarter(List<Channel> channels, ChannelHost host, FolderWatcher watcher, Desks desks,
            ChannelVariables variables, MessagePipeline pipeline) {
        this.channels = channels;
        this.host = host;
        this.watcher = watcher;
        this.desks = desks;
        this.variables = variables;
    }

    @Override
    public synchronized void onApplicationEvent(StartupEvent event) {
        channels.forEach(this::start);
        desks.start();
        watcher.start();
    }

    /** The operator exchanged a secret: whoever uses it starts anew. */
    synchronized void startAnewWhereExchanged() {
        for (Channel channel : channels) {
            List<String> before = inForce.get(channel.id());
            Optional<List<String>> now = secretsOf(channel);
            if (before != null && now.isPresent() && !now.get().equals(before)) {
                LOG.info("channel {}: a secret was exchanged", channel.id());
                channel.stop();
                start(channel);
            }
        }
    }

    /** Empty while one of them can't be read: its file is just being written. */
    private Optional<List<String>> secretsOf(Channel channel) {
        try {
            return Optional.of(channel.secrets().stream().map(name -> variables.find(name).orElse("")).toList());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private void start(Channel channel) {
        try {
            secretsOf(channel).ifPresent(secrets -> inForce.put(channel.id(), secrets));
            refused.remove(channel.id());
            channel.start(host);
            ChannelStatus status = channel.status();
            if (status.state() == ChannelStatus.State.OFF) {
                // What it is otherwise it says itself.
                LOG.info("channel {} is OFF: {}", channel.id(), status.detail());
            }
        } catch (IllegalStateException e) {
            refused.put(channel.id(), String.valueOf(e.getMessage()));
            LOG.error("channel {} stays off: {}", channel.id(), e.getMessage());
        }
    }

    List<Channel> list() {
        return channels;
    }

    /** A channel that refused to start says why, whatever it says of itself. */
    ChannelStatus status(Channel channel) {
        String why = refused.get(channel.id());
        return why == null ? channel.status() : new ChannelStatus(ChannelStatus.State.FAILING, why, null, 1);
    }

    synchronized void stop() {
        inForce.clear();
        desks.stop();
        channels.forEach(Channel::stop);
    }
}
