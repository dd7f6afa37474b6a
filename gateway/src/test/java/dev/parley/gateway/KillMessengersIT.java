package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.telegram.FakeTelegram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real {@code kill -9} while customers write on Telegram and in Slack, over fakes that keep what those promise: Telegram
 * keeps updates until they are confirmed and shows a message twice, Slack delivers again and can be asked.
 */
class KillMessengersIT {

    private static final int KILLS = Integer.getInteger("parley.messenger.kills", 4);
    private static final int CUSTOMERS = 8;

    @TempDir
    Path folder;

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
                int number = customer;
                Thread.ofVirtual().start(() -> slack.overSocket("events_api",
                        slack.event(slack.message("D10" + number, "U10" + number, "thanks"))));
            }
            written += CUSTOMERS;
            int enough = before + 1 + random.nextInt(CUSTOMERS);
            TestServer.await("some replies", () -> onTelegram() + inSlack() >= enough);
            server.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
            server.destroyForcibly().waitFor();
        }
        Process last = start(KILLS);
        int all = written;
        TestServer.await("all replies", () -> isEachAnswered(all / CUSTOMERS));
        last.destroy();
        assertEquals(143, last.waitFor(), "a clean stop");
        System.out.printf("KILLS %d, %d messages on each of Telegram and Slack: 0 lost, %d and %d sent twice%n", KILLS,
                written, onTelegram() - written, inSlack() - written);
        assertTrue(onTelegram() - written <= KILLS, onTelegram() + " replies on Telegram to " + written);
        assertEquals(written, inSlack(), "Slack is asked whether it has a line");
        slack.close();
        telegram.close();
    }

    private boolean isEachAnswered(int each) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            if (telegram.texts(100 + customer).size() < each || slack.posted("D10" + customer).size() < each) {
                return false;
            }
        }
        return true;
    }

    private int onTelegram() {
        return telegram.sent().size();
    }

    private int inSlack() {
        return slack.posted().size();
    }

    private Process start(int round) throws IOException {
        Map<String, String> variables = new HashMap<>(telegram.variables());
        variables.putAll(slack.socketVariables());
        return ServerProcess.start(folder, folder.resolve("server-" + round + ".log"), variables);
    }
}
