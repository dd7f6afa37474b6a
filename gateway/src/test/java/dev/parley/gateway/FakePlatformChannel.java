package dev.parley.gateway;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform that survives the server, in a directory: what customers wrote is delivered in order, again until it is
 * acknowledged; what is sent is kept for ever, as often as it is sent.
 */
@Singleton
@Requires(property = "parley.fake-platform")
final class FakePlatformChannel implements Channel {

    static final String IN = "in.log";
    static final String OUT = "out.log";
    private static final String ACKNOWLEDGED = "acknowledged";

    private static final Logger LOG = LoggerFactory.getLogger(FakePlatformChannel.class);

    private final Path directory;
    private final ChannelCapabilities.Resending resending;
    private volatile boolean running;

    FakePlatformChannel(@Value("${parley.fake-platform}") Path directory,
            @Value("${parley.fake-resending:SHOWN_TWICE}") ChannelCapabilities.Resending resending) {
        this.directory = directory;
        this.resending = resending;
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public ChannelCapabilities capabilities() {
        return new ChannelCapabilities(4_000, 0, false, resending);
    }

    @Override
    public void start(ChannelHost host) {
        running = true;
        Thread.ofVirtual().start(() -> deliver(host));
    }

    private void deliver(ChannelHost host) {
        try {
            int next = Files.exists(directory.resolve(ACKNOWLEDGED))
                    ? Integer.parseInt(Files.readString(directory.resolve(ACKNOWLEDGED)))
                    : 0;
            while (running) {
                // The last line may be half written.
                String text = Files.readString(directory.resolve(IN));
                List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
                for (; next < lines.size() && running; next++) {
                    String[] columns = lines.get(next).split("\t");
                    if (!isAccepted(host, columns)) {
                        break; // delivered again
                    }
                    Path half = directory.resolve(ACKNOWLEDGED + ".tmp");
                    Files.writeString(half, String.valueOf(next + 1));
                    Files.move(half, directory.resolve(ACKNOWLEDGED), StandardCopyOption.ATOMIC_MOVE);
                }
                LockSupport.parkNanos(2_000_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAccepted(ChannelHost host, String[] columns) {
        try {
            host.accept(new InboundEvent.Message(columns[0] + ":" + columns[1],
                    new ConversationRef(id(), columns[0], null), "fake:" + columns[0], Instant.EPOCH, "en",
                    columns[2]));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("not acknowledged: {}", e.toString());
            return false;
        }
    }

    @Override
    public ChannelStatus status() {
        return ChannelStatus.on();
    }

    @Override
    public SendResult send(Outbound outbound) {
        if (!(outbound instanceof Outbound.Post post)) {
            return new SendResult.Rejected("unsupported");
        }
        String line = post.ref().conversationKey() + "\t" + post.event().seq() + "\t" + post.event().type() + "\n";
        boolean known = switch (resending) {
            case SHOWN_ONCE -> shows(line);
            case LOOKED_UP -> post.again() && shows(line);
            case SHOWN_TWICE -> false;
        };
        if (known) {
            return new SendResult.Delivered(post.ref().conversationKey() + "-" + post.event().seq());
        }
        try {
            Files.writeString(directory.resolve(OUT), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SendResult.Delivered(post.ref().conversationKey() + "-" + post.event().seq());
    }

    private boolean shows(String line) {
        try {
            Path out = directory.resolve(OUT);
            return Files.exists(out) && Files.readString(out).contains(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }
}
