package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.telegram.FakeTelegram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Telegram by webhook, and who else tries to be Telegram. */
@MostlyWaiting
class TelegramWebhookTest {

    private static final String SECRET = "S3cret_of-this-Bot";
    private static final FakeTelegram telegram = new FakeTelegram();

    private static TestServer server;
    private static Path secret;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Map<String, String> variables = new HashMap<>(telegram.variables());
        secret = folder.resolve("secret");
        Files.writeString(secret, SECRET);
        variables.put("PARLEY_TELEGRAM_WEBHOOK_SECRET_FILE", secret.toString());
        variables.put("PARLEY_PUBLIC_URL", "https://parley.example");
        server = new TestServer(folder, variables);
    }

    @AfterAll
    static void stop() {
        server.close();
        telegram.close();
    }

    @Test
    void updatesAreDeliveredOnceInOrderAndPoisonBlocksNobody() {
        TestServer.await("the webhook", () -> telegram.webhookUrl().equals("https://parley.example/telegram/webhook"));
        int thanks = telegram.write(7, "thanks");
        telegram.deliver(telegram.object("message",
                telegram.message(7, 7, "private", 900).put("date", "tomorrow").put("text", "poison")));
        telegram.write(7, "hello");
        telegram.redirectWebhook(server.url() + "/telegram/webhook");
        TestServer.await("both replies", () -> telegram.texts(7).size() == 2);
        assertTrue(telegram.texts(7).getFirst().startsWith("You're welcome"));
        assertEquals(1, server.admin("/api/v1/dead-letters").path("unreadable").size());
        for (String other : List.of("telegram:0", "telegram:90", "telegram:", "slack:7")) {
            server.send("DELETE", "/api/v1/customers/" + other, null, TestServer.TOKEN);
            assertEquals(1, server.admin("/api/v1/dead-letters").path("unreadable").size(),
                    other + " is somebody else");
        }
        assertEquals(200, server.send("DELETE", "/api/v1/customers/telegram:7", null, TestServer.TOKEN).statusCode());
        assertEquals(0, server.admin("/api/v1/dead-letters").path("unreadable").size());
        telegram.deliver(
                telegram.object("edited_message", telegram.message(7, 7, "private", thanks).put("text", "no")));
        telegram.press(7, thanks, "up:1");
        telegram.write(70, "hello");
        TestServer.await("what comes after", () -> !telegram.texts(70).isEmpty());
        assertEquals(404, server.send("GET", "/api/v1/conversations/7", null, TestServer.TOKEN).statusCode(),
                "what is done to old messages brings nobody back");
    }

    @Test
    void aSecretThatIsExchangedInItsFileIsInForceWithoutARestart() throws IOException {
        Files.writeString(secret, "Another_secret");
        TestServer.await("Telegram is told", () -> telegram.webhookSecret().equals("Another_secret"));
        telegram.write(8, "hello");
        telegram.redirectWebhook(server.url() + "/telegram/webhook");
        TestServer.await("a reply", () -> !telegram.texts(8).isEmpty());
        Files.writeString(secret, SECRET);
        TestServer.await("the old one again", () -> telegram.webhookSecret().equals(SECRET));
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefusedAndNothingIsStored() throws Exception {
        List<List<String>> forgeries = new ArrayList<>(List.of(List.of(), List.of(""), List.of(" "),
                List.of(SECRET + " x"), List.of(SECRET.toLowerCase(java.util.Locale.ROOT)),
                List.of(SECRET.toUpperCase(java.util.Locale.ROOT)), List.of(SECRET + SECRET), List.of("x" + SECRET),
                List.of("Bearer " + SECRET), List.of(FakeTelegram.TOKEN), List.of(TestServer.TOKEN),
                List.of("wrong", SECRET), List.of("null"), List.of("*"), List.of("%" + SECRET), List.of(SECRET + ",")));
        for (int i = 0; i < SECRET.length(); i++) {
            forgeries.add(List.of(SECRET.substring(0, i) + "~" + SECRET.substring(i + 1)));
            forgeries.add(List.of(SECRET.substring(0, i) + SECRET.substring(i + 1)));
        }
        assertTrue(forgeries.size() >= 40);
        HttpClient http = HttpClient.newHttpClient();
        for (List<String> forgery : forgeries) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/telegram/webhook"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                            "{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1,\"text\":\"forged\","
                                    + "\"from\":{\"id\":66,\"is_bot\":false,\"first_name\":\"M\"},"
                                    + "\"chat\":{\"id\":66,\"type\":\"private\"}}}"));
            forgery.forEach(value -> request.header("X-Telegram-Bot-Api-Secret-Token", value));
            assertEquals(401, http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode(),
                    forgery::toString);
        }
        http.close();
        assertEquals(404,
                server.send("GET", "/api/v1/conversations/66", null, TestServer.TOKEN).statusCode());
        assertTrue(telegram.texts(66).isEmpty());
    }
}
