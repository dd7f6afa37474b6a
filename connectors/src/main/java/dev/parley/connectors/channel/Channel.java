package dev.parley.connectors.channel;

import java.util.List;

/**
 * One place where customers write, for example the web chat. Adding one touches its package, its tests and one block in
 * {@code config/application.yml}.
 *
 * <p>All methods may be called from any thread; {@link #send} is called for one conversation at a time.
 */
public interface Channel extends FileSource {

    /** Short, stable, unique; lower-case letters. It is stored with every conversation. */
    String id();

    /** What this channel can show. Constant while started. */
    ChannelCapabilities capabilities();

    /**
     * Begins to receive. Called after the database is ready, and after each {@link #stop}. A channel of which nothing is
     * configured does nothing, and says so in {@link #status}.
     *
     * @throws IllegalStateException with one clear line when something is configured but not enough, or wrongly: this
     *         channel stays off, the others run
     */
    void start(ChannelHost host);

    /** The variables that {@link #start} reads and keeps: when one is exchanged, the channel is stopped and started anew. */
    default List<String> secrets() {
        return List.of();
    }

    /** How it is doing. Never blocks. */
    ChannelStatus status();

    /**
     * Asks the platform whether everything is set up: tokens, permissions, addresses, clocks. May take some seconds; never
     * throws.
     *
     * @return empty where there is nothing to check
     */
    default List<ChannelCheck> check() {
        return List.of();
    }

    /**
     * Hands one message to the platform. Never throws and never retries by itself: the durable outbox does. The same
     * message may be handed over again after a crash.
     */
    SendResult send(Outbound outbound);

    /** Stops receiving and closes open streams. Idempotent; it may be started again only if it names {@link #secrets}. */
    void stop();
}
