package dev.parley.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelContractTest;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The web channel over real HTTP on loopback. */
class WebChannelContractTest extends ChannelContractTest {

    private static final int HEARTBEAT_SECONDS = 10;
    private static final int MOST_STREAMS = 4;

    private static final ChannelVariables NO_VARIABLES = name -> Optional.empty();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedServer server;
    private WebChannel channel;
    private String id;
    private String token;

    @BeforeEach
    void start() throws Exception {
        server = ApplicationContext.builder().deduceEnvironment(false).banner(false)
                .properties(Map.of("micronaut.server.port", -1, "micronaut.server.cors.enabled", true,
                        "micronaut.server.cors.configurations.web.allowed-origins", List.of("https://shop.example")))
                .singletons(new WebSettings(500, new WebSettings.Theme("#1f5c4a", "#ffffff", null, null, "end", "auto"),
                        List.of(), List.of(), new WebSettings.FileLimits(100_000, List.of("text/plain")),
                        List.of("https://shop.example"), MOST_STREAMS))
                .singletons(Clock.systemUTC(), NO_VARIABLES).start().getBean(EmbeddedServer.class).start();
        channel = server.getApplicationContext().getBean(WebChannel.class);
        channel.start(host);
        JsonNode conversation = JSON.readTree(post("/api/v1/web/conversations", "{}", null).body());
        id = conversation.path("conversationId").asText();
        token = conversation.path("token").asText();
    }

    @Test
    void itSaysHowItIsSetUpAndWhenSomebodyLastWrote() throws Exception {
        assertTrue(channel.check().stream().allMatch(ChannelCheck::ok), () -> channel.check().toString());
        assertTrue(channel.check().toString().contains("https://shop.example"), () -> channel.check().toString());
        String base = server.getURL().toString();
        assertFalse(WebChecks.of(base, true, List.of("https://other.example")).getLast().ok(), "a browser refuses it");
        ChannelCheck elsewhere = WebChecks.of(base + "/api", true, List.of("https://shop.example")).getLast();
        assertTrue(!elsewhere.ok() && elsewhere.detail().contains("404"), elsewhere::toString);
        ChannelCheck nowhere = WebChecks.of("http://localhost:1", true, List.of()).getFirst();
        assertTrue(!nowhere.ok() && nowhere.detail().contains("PARLEY_PUBLIC_URL"), nowhere::toString);
        deliver("hello");
        assertTrue(channel.status().lastEventAt() != null);
    }

    @AfterEach
    void stop() {
        channel.stop();
        server.getApplicationContext().close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected boolean deliver(String text) throws Exception {
        return message(UUID.randomUUID().toString(), text).statusCode() == 202;
    }

    @Override
    protected void deliverFile(String name, byte[] content) throws Exception {
        assertEquals(202, http.send(HttpRequest
                .newBuilder(URI.create(server.getURL() + path("files") + "?clientMessageId=f1&name=" + name))
                .header("Authorization", "Bearer " + token).header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Override
    protected byte[] shownFile(Attachment file) throws Exception {
        assertEquals(file.name(), JSON.readTree(get(path("events"), token, "application/json").body())
                .at("/events/0/file/name").asText());
        HttpResponse<byte[]> response = http.send(HttpRequest
                .newBuilder(URI.create(server.getURL() + path("files/" + file.id())))
                .header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("attachment", response.headers().firstValue("Content-Disposition").orElse(""));
        assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElse(""));
        return response.body();
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> response = http.send(HttpRequest
                .newBuilder(URI.create(server.getURL() + path("files") + "?clientMessageId=f1&name=a.txt"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_001])).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(413, response.statusCode());
        assertTrue(host.events().isEmpty());
    }

    @Override
    protected void pressTalkToAPerson() throws Exception {
        assertEquals(202, post(path("human"), "{}", token).statusCode());
    }

    @Override
    protected ConversationRef place() {
        return WebChannel.ref(id);
    }

    @Test
    void aRepeatedMessageIsAcknowledgedAgainAndAnotherBodyIsAConflict() throws Exception {
        assertEquals(202, message("m1", "hello").statusCode());
        assertEquals(202, message("m1", "hello").statusCode());
        assertEquals(409, message("m1", "other").statusCode());
        assertEquals(1, host.events().size());
    }

    @Test
    void nothingIsAcknowledgedThatCouldNotBeStored() throws Exception {
        host.breakDown();
        assertEquals(500, message("m1", "hello").statusCode());
    }

    @Test
    void onlyItsTokenOpensAConversation() throws Exception {
        JsonNode other = JSON.readTree(post("/api/v1/web/conversations", "{}", null).body());
        assertNotEquals(id, other.path("conversationId").asText());
        assertEquals(401, post(path("human"), "{}", null).statusCode());
        assertEquals(403, post(path("human"), "{}", other.path("token").asText()).statusCode());
        assertEquals(403, post(path("human"), "{}", "x".repeat(5000)).statusCode());
        assertEquals(401, get(path("events"), null, "application/json").statusCode());
        assertEquals(0, host.events().size());
    }

    @Test
    void badBodiesAreRefused() throws Exception {
        assertEquals(400, post(path("messages"), "{\"text\":\"x\"}", token).statusCode());
        assertEquals(400, post(path("messages"), "{\"clientMessageId\":\"a\",\"text\":\"  \"}", token).statusCode());
        assertEquals(400, post(path("messages"), "not json", token).statusCode());
        assertEquals(413, message("m1", "x".repeat(501)).statusCode());
        assertEquals(404, post(path("choices"), "{\"choiceId\":\"nothing\"}", token).statusCode());
        assertEquals(400, post(path("feedback"), "{\"turnId\":\"1\"}", token).statusCode());
        assertEquals(0, host.events().size());
    }

    @Test
    void theStreamSendsWhatIsThereAndThenWhatComes() throws Exception {
        host.say("first");
        HttpResponse<InputStream> stream = http.send(request(path("events") + "?after=0", token)
                .header("Accept", "text/event-stream").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertEquals("first", next(reader).path("text").asText());
            channel.send(new Outbound.Post(place(), host.say("second"), false));
            JsonNode second = next(reader);
            assertEquals("second", second.path("text").asText());
            assertEquals(2, second.path("seq").asLong());
            channel.stop();
            assertTrue(reader.lines().noneMatch(line -> line.startsWith("data:")), "closed by the stop");
        }
    }

    /** A client that had to wait for the first event would not know whether it is heard. */
    @Test
    void theStreamStandsBeforeAnythingIsSaid() throws Exception {
        HttpResponse<InputStream> stream = http.sendAsync(request(path("events"), token)
                .header("Accept", "text/event-stream").GET().build(), HttpResponse.BodyHandlers.ofInputStream())
                .get(HEARTBEAT_SECONDS / 2, TimeUnit.SECONDS);
        assertEquals(200, stream.statusCode());
        stream.body().close();
    }

    @Test
    void pollingResumesAfterANumber() throws Exception {
        host.say("first");
        host.say("second");
        JsonNode events = JSON.readTree(get(path("events") + "?after=1", token, "*/*").body()).path("events");
        assertEquals(1, events.size());
        assertEquals("second", events.get(0).path("text").asText());
        assertEquals("paragraph", events.get(0).path("rich").get(0).path("type").asText());
    }

    @Test
    void beforeTheStartItSaysTryAgain() throws Exception {
        channel.stop();
        assertEquals(503, message("m1", "hello").statusCode());
    }

    @Test
    void oneAddressHasOnlySoManyStreamsOpenAndAPlaceIsFreeOnceOneEnds() throws Exception {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < MOST_STREAMS; i++) {
            open.add(stream());
            assertEquals(200, open.getLast().statusCode());
        }
        HttpResponse<InputStream> refused = stream();
        assertEquals(429, refused.statusCode());
        assertEquals("30", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(200, get(path("events?after=0"), token, "application/json").statusCode(), "polling goes on");
        open.getFirst().body().close();
        // The server sees that one has gone when it next writes.
        int status = 429;
        for (int i = 0; i < 100 && status == 429; i++) {
            channel.send(new Outbound.Post(place(), host.say("up"), false));
            Thread.sleep(50);
            HttpResponse<InputStream> again = stream();
            status = again.statusCode();
            again.body().close();
        }
        assertEquals(200, status);
        for (HttpResponse<InputStream> each : open) {
            each.body().close();
        }
    }

    private HttpResponse<InputStream> stream() throws Exception {
        return http.send(request(path("events?after=0"), token).header("Accept", "text/event-stream").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static JsonNode next(BufferedReader reader) throws Exception {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data: ") && !line.contains("heartbeat")) {
                return JSON.readTree(line.substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream ended");
    }

    private HttpResponse<String> message(String clientMessageId, String text) throws Exception {
        return post(path("messages"), JSON.writeValueAsString(Map.of("clientMessageId", clientMessageId, "text", text)),
                token);
    }

    private String path(String what) {
        return "/api/v1/web/conversations/" + id + "/" + what;
    }

    private HttpResponse<String> post(String path, String body, String bearer) throws Exception {
        return http.send(request(path, bearer).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String bearer, String accept) throws Exception {
        return http.send(request(path, bearer).header("Accept", accept).GET().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }
}
