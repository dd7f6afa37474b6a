package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the real server with SIGKILL in the middle of a stream of messages, twice, and looks for every one of them. */
class KillNineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern URL = Pattern.compile("(http://localhost:\\d+)/admin/handoffs");
    private static final int CONVERSATIONS = 6;
    private static final int KILLED_REINDEXES = 4;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private record Visitor(String id, String token) {}

    @Test
    void noAcknowledgedMessageIsLostOrAnsweredTwice() throws Exception {
        TestServer.copyShippedConfig(folder.resolve("config"));
        PreparedData.copyTo(folder.resolve("data"));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<Visitor> visitors = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            Process server = ServerProcess.start(folder, log(round));
            String url = url(round);
            if (visitors.isEmpty()) {
                for (int i = 0; i < CONVERSATIONS; i++) {
                    JsonNode made = JSON.readTree(post(url + "/api/v1/web/conversations", "{}", null).body());
                    visitors.add(new Visitor(made.path("conversationId").asText(), made.path("token").asText()));
                }
            }
            int enough = acknowledged.size() + ACKNOWLEDGED_BEFORE_THE_KILL;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Visitor visitor : visitors) {
                    String prefix = "r" + round + "-";
                    threads.submit(() -> stream(url, visitor, prefix, acknowledged));
                }
                TestServer.await("enough messages", () -> acknowledged.size() >= enough);
                server.destroyForcibly().waitFor();
            }
        }
        Process last = ServerProcess.start(folder, log(2));
        String url = url(2);
        for (Visitor visitor : visitors) {
            Set<String> mine = new HashSet<>(acknowledged);
            mine.removeIf(key -> !key.startsWith(visitor.id()));
            // What was stored and could not be acknowledged any more is answered, too.
            TestServer.await("all answers",
                    () -> answers(url, visitor) >= Math.max(mine.size(), written(url, visitor)));
            List<JsonNode> events = events(url, visitor);
            Set<String> stored = new HashSet<>();
            for (JsonNode event : events) {
                if (event.path("type").asText().equals("customer")) {
                    assertTrue(stored.add(visitor.id() + event.path("clientMessageId").asText()), "stored once");
                }
            }
            assertTrue(stored.containsAll(mine), "lost: " + minus(mine, stored));
            assertEquals(stored.size(), answers(url, visitor), "each answered once");
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i + 1, events.get(i).path("seq").asLong(), "no gap");
            }
        }
        assertTrue(acknowledged.size() >= 2 * ACKNOWLEDGED_BEFORE_THE_KILL);
        last.destroy();
        assertEquals(143, last.waitFor(), "a clean stop");
    }

    /** Thirty articles change at once, so they go live as one generation or not at all. */
    @Test
    void aReindexThatIsKilledAtAnyMomentLeavesAWholeGeneration() throws Exception {
        TestServer.copyShippedConfig(folder.resolve("config"));
        Path settings = folder.resolve("config/application.yml");
        Files.writeString(settings, Files.readString(settings).replace("watch: true", "watch: false"));
        PreparedData.copyTo(folder.resolve("data"));
        Path parts = Files.createDirectories(folder.resolve("config/kb/parts"));
        Random random = new Random(20261124);
        for (int round = 0; round <= KILLED_REINDEXES; round++) {
            Process server = ServerProcess.start(folder, log(round));
            String url = url(round);
            if (round > 0) {
                Set<String> prices = new HashSet<>();
                for (int part : List.of(3, 14, 27)) {
                    prices.add(post(url + "/api/v1/ask", "{\"text\":\"What does spare part number " + part
                            + " cost?\"}", adminToken()).body().replaceAll("(?s).*costs (\\d+) pounds.*|.*", "$1"));
                }
                assertEquals(1, prices.size(), "of one generation: " + prices);
            }
            for (int part = 0; part < 30; part++) {
                Files.writeString(parts.resolve("part-" + part + ".md"), "---\ntitle: Spare part number " + part
                        + "\ncategory: parts\nquestions:\n  - What does spare part number " + part
                        + " cost?\n---\nSpare part number " + part + " costs " + (10 + round) + " pounds.\n");
            }
            assertEquals(202, post(url + "/api/v1/reindex", "{}", adminToken()).statusCode());
            server.waitFor(random.nextInt(3_000), TimeUnit.MILLISECONDS);
            server.destroyForcibly().waitFor();
        }
    }

    private String adminToken() throws IOException {
        return Files.readString(folder.resolve("data/admin-token")).strip();
    }

    private void stream(String url, Visitor visitor, String prefix, Set<String> acknowledged) {
        try {
            for (int i = 0; i < 10_000; i++) {
                String id = prefix + i;
                HttpResponse<String> response = post(url + "/api/v1/web/conversations/" + visitor.id() + "/messages",
                        JSON.writeValueAsString(Map.of("clientMessageId", id, "text", "thanks")), visitor.token());
                if (response.statusCode() == 202) {
                    acknowledged.add(visitor.id() + id);
                }
            }
        } catch (IOException e) {
            // the server was killed: what it did not acknowledge doesn't count
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private long answers(String url, Visitor visitor) {
        return count(url, visitor, "bot");
    }

    private long written(String url, Visitor visitor) {
        return count(url, visitor, "customer");
    }

    private long count(String url, Visitor visitor, String type) {
        return events(url, visitor).stream().filter(event -> event.path("type").asText().equals(type)).count();
    }

    private List<JsonNode> events(String url, Visitor visitor) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/web/conversations/" + visitor.id() + "/events"))
                            .header("Authorization", "Bearer " + visitor.token()).build(),
                    HttpResponse.BodyHandlers.ofString());
            List<JsonNode> events = new ArrayList<>();
            JSON.readTree(response.body()).path("events").forEach(events::add);
            return events;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> post(String url, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send((token == null ? request : request.header("Authorization", "Bearer " + token)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String url(int round) {
        TestServer.await("the start", () -> find(round).isPresent());
        return find(round).orElseThrow();
    }

    private java.util.Optional<String> find(int round) {
        try {
            Matcher matcher = URL.matcher(Files.exists(log(round)) ? Files.readString(log(round)) : "");
            return matcher.find() ? java.util.Optional.of(matcher.group(1)) : java.util.Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path log(int round) {
        return folder.resolve("server-" + round + ".log");
    }
}
