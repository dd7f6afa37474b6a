package dev.parley.connectors.console;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One conversation, read line by line; it ends with the input or with the line {@code /quit}. */
public final class ConsoleChannel implements Channel {

    private static final ConversationRef REF = new ConversationRef("console", "terminal", null);
    private static final int MAX_CHARACTERS = 10_000;

    private final BufferedReader in;
    private final PrintWriter out;
    private final Clock clock;
    private final AtomicLong lines = new AtomicLong();
    private volatile boolean stopped;
    private @Nullable Thread reader;

    /**
     * @param in what the customer types
     * @param out what the customer sees; flushed after each message
     * @param clock for the time of each message
     */
    public ConsoleChannel(BufferedReader in, PrintWriter out, Clock clock) {
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "console";
    }

    @Override
    public ChannelCapabilities capabilities() {
        return ChannelCapabilities.textOnly(MAX_CHARACTERS);
    }

    @Override
    public synchronized void start(ChannelHost host) {
        reader = Thread.ofVirtual().name("console").start(() -> read(host));
    }

    /** Waits until the input has ended. */
    public void awaitEnd() throws InterruptedException {
        Thread started;
        synchronized (this) {
            started = reader;
        }
        if (started != null) {
            started.join();
        }
    }

    @Override
    public ChannelStatus status() {
        return ChannelStatus.on();
    }

    @Override
    public SendResult send(Outbound outbound) {
        return switch (outbound) {
            case Outbound.Post post -> {
                print(post.event());
                yield new SendResult.Delivered("");
            }
            case Outbound.PostFile file -> new SendResult.Rejected("the terminal shows no files");
            case Outbound.Change change -> new SendResult.Rejected("what is printed stays");
            case Outbound.Removal removal -> new SendResult.Rejected("what is printed stays");
        };
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void read(ChannelHost host) {
        String name = host.profile(id(), null).botName();
        out.println(name + ": " + host.profile(id(), null).greeting());
        prompt();
        try {
            for (String line = in.readLine(); line != null && !stopped; line = in.readLine()) {
                if (line.strip().equals("/quit")) {
                    return;
                }
                if (!line.isBlank()) {
                    host.accept(toEvent(line.strip()));
                }
                prompt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the terminal", e);
        }
    }

    private InboundEvent toEvent(String line) {
        String deliveryId = "line-" + lines.incrementAndGet();
        String locale = Locale.getDefault().toLanguageTag();
        return line.equals("/human")
                ? new InboundEvent.Choice(deliveryId, REF, "terminal", clock.instant(), locale,
                        InboundEvent.Choice.TALK_TO_A_PERSON)
                : new InboundEvent.Message(deliveryId, REF, "terminal", clock.instant(), locale, line);
    }

    private void prompt() {
        out.print("you> ");
        out.flush();
    }

    private void print(ConversationEvent event) {
        out.println(event.text().indent(2).stripTrailing());
        ConversationEvent.AnswerLink answer = event.answer();
        if (answer != null) {
            out.println("  [" + answer.title() + (answer.url() == null ? "" : " · " + answer.url())
                    + (answer.updated() == null ? "" : " · updated " + answer.updated()) + "]");
        }
        out.flush();
    }
}
