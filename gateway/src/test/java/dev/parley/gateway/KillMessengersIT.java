package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.telegram.FakeTelegram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real {@code kill -9} while customers write on Telegram and in Slack, over fakes that keep what those promise: Telegram
 * keeps updates until they are confirmed and shows a message twice; Slack delivers again, over HTTP no more than three
 * times, and can be asked for what it delivered in vain and for what it shows.
 */
class KillMessengersIT {

    private static final int KILLS = Integer.getInteger("parley.messenger.kills", 4);
    private static final int CUSTOMERS = 8;
    /** So long is a minute of Slack's, in which it tries again after one and after five. */
    private static final Duration MINUTE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final int port = freePort();
    private final FakeSlack slack = new FakeSlack();
    private final FakeTelegram telegram = new FakeTelegram();

    @Test
    void nothingIsLostAndOnlyTelegramMayShowALineTwice() throws IOException, InterruptedException {
        TestServer.copyShippedConfig(folder.resolve("config"));
        PreparedData.copyTo(folder.resolve("data"));
        Random random = new Random(20261127);
        int written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = start(kill);
            int before = onTelegram() + inSlack();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                telegram.write(100 + customer, "thanks");
                ObjectNode message = slack.message("D10" + customer, "U10" + customer, "thanks").put("ts",
                        "%d.%06d".formatted(Instant.now().getEpochSecond(), 10 * kill + customer));
                slack.typeUnheard(message);
                boolean isHttp = isOverHttp(kill);
                Thread.ofVirtual().start(() -> deliver(slack.event(message), isHttp));
            }
            written += CUSTOMERS;
            int enough = before + 1 + random.nextInt(CUSTOMERS);
            TestServer.await("some replies", () -> onTelegram() + inSlack() >= enough);
            server.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
            server.destroyForcibly().waitFor();
        }
        Process last = start(KILLS);
        TestServer.await("all replies", () -> telegram.oracle().lost() + slack.oracle().lost() == 0);
        last.destroy();
        assertEquals(143, last.waitFor(), "a clean stop");
        System.out.printf(
                "KILLS %d, %d messages on each of Telegram and Slack, delivered again %d and %d times: 0 lost,"
                        + " %d and %d sent twice%n",
                KILLS, written, telegram.oracle().redelivered(),
                slack.oracle().redelivered(), telegram.oracle().doubled(), slack.oracle().doubled());
        assertTrue(telegram.oracle().doubled() <= KILLS, "at most one for each kill");
        assertEquals(0, slack.oracle().doubled(), "Slack is asked whether it has a line");
        assertEquals(written, inSlack());
        slack.close();
        telegram.close();
    }

    /** The first half of the rounds; the others are over Socket Mode. */
    private static boolean isOverHttp(int round) {
        return round < KILLS / 2;
    }

    private void deliver(ObjectNode event, boolean isHttp) {
        if (isHttp) {
            slack.overHttpWithRetries("http://localhost:" + port + "/slack/events", event, MINUTE);
        } else {
            slack.overSocket("events_api", event);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int onTelegram() {
        return telegram.sent().size();
    }

    private int inSlack() {
        return slack.posted().size();
    }

    private Process start(int round) throws IOException {
        Map<String, String> variables = new HashMap<>(telegram.variables());
        variables.putAll(isOverHttp(round) ? slack.httpVariables() : slack.socketVariables());
        return ServerProcess.start(folder, folder.resolve("server-" + round + ".log"), port, variables);
    }
}
