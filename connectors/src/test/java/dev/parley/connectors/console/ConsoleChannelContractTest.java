package dev.parley.connectors.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelContractTest;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.Outbound;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleChannelContractTest extends ChannelContractTest {

    private final PipedWriter keyboard = new PipedWriter();
    private final StringWriter screen = new StringWriter();
    private ConsoleChannel channel;

    @BeforeEach
    void start() throws Exception {
        channel = new ConsoleChannel(new BufferedReader(new PipedReader(keyboard)), new PrintWriter(screen, true),
                Clock.systemUTC());
        channel.start(host);
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected boolean deliver(String text) throws Exception {
        type(text);
        return true;
    }

    @Override
    protected void pressTalkToAPerson() throws Exception {
        type("/human");
    }

    @Override
    protected ConversationRef place() {
        return new ConversationRef("console", "terminal", null);
    }

    @Test
    void whatIsSentIsOnTheScreen() {
        channel.send(new Outbound.Post(place(), host.say("Hello there"), false));
        assertTrue(screen.toString().contains("Hello there"));
    }

    private void type(String line) throws Exception {
        int before = host.events().size();
        keyboard.write(line + "\n");
        keyboard.flush();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (host.events().size() == before && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
