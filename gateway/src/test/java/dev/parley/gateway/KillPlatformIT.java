package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real server with SIGKILL again and again, at random moments, while customers write on a platform that delivers
 * again what was not acknowledged; then counts on the platform's side.
 */
class KillPlatformIT {

    private static final int KILLS = Integer.getInteger("parley.kills", 12);
    private static final int CONVERSATIONS = 5;
    private static final int MESSAGES_A_ROUND = 30;

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingIsLostAndAtMostOneMessageIsSentTwiceACrash() throws Exception {
        TestServer.copyShippedConfig(folder.resolve("config"));
        PreparedData.copyTo(folder.resolve("data"));
        Path platform = Files.createDirectories(folder.resolve("platform"));
        Files.createFile(platform.resolve(FakePlatformChannel.IN));
        Random random = new Random(20261124);
        int written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = start(kill);
            int before = sent(platform).size();
            for (int i = 0; i < MESSAGES_A_ROUND; i++) {
                Files.writeString(platform.resolve(FakePlatformChannel.IN),
                        "c" + written % CONVERSATIONS + "\t" + written + "\tthanks\n",
                        StandardOpenOption.APPEND);
                written++;
            }
            int enough = before + 1 + random.nextInt(MESSAGES_A_ROUND);
            TestServer.await("some replies", () -> sent(platform).size() >= enough);
            server.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
            server.destroyForcibly().waitFor();
        }
        Process last = start(KILLS);
        int all = written;
        TestServer.await("all replies", () -> new LinkedHashSet<>(sent(platform)).size() >= all);
        last.destroy();
        assertEquals(143, last.waitFor(), "a clean stop");
        List<String> sent = sent(platform);
        Set<String> distinct = new LinkedHashSet<>(sent);
        int doubled = sent.size() - written;
        System.out.printf("KILLS %d, %d messages: %d lost, %d sent twice, %d of them under the same key%n", KILLS,
                written,
                Math.max(0, written - distinct.size()), doubled, sent.size() - distinct.size());
        assertTrue(distinct.size() >= written, "each was answered");
        assertTrue(doubled <= KILLS, doubled + " sent twice in " + KILLS + " crashes");
        int counted = uncertain();
        assertTrue(counted >= doubled, counted + " of " + doubled + " were counted");
        Map<String, Long> lastSeq = new HashMap<>();
        for (String line : distinct) {
            String[] columns = line.split("\t");
            long seq = Long.parseLong(columns[1]);
            assertTrue(lastSeq.getOrDefault(columns[0], 0L) <= seq + 1, "in order: " + line);
            lastSeq.put(columns[0], seq);
        }
    }

    private static List<String> sent(Path platform) {
        try {
            Path file = platform.resolve(FakePlatformChannel.OUT);
            return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int uncertain() throws SQLException {
        String file = folder.resolve("data/parley").toAbsolutePath().toString();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa",
                ""); ResultSet row = connection.createStatement().executeQuery("SELECT sum(uncertain) FROM outbox")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Process start(int round) throws IOException {
        return ServerProcess.start(folder, folder.resolve("server-" + round + ".log"),
                "-Dparley.fake-platform=" + folder.resolve("platform"));
    }
}
