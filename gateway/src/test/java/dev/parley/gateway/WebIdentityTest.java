package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors of whom the shop's server says who they are, those who only say so, and those who are too many. */
class WebIdentityTest {

    private static final String OLD = "old-secret-of-at-least-32-characters";
    private static final String NEW = "new-secret-of-at-least-32-characters";

    private static TestServer server;
    private static Path keys;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        keys = folder.resolve("keys");
        Files.writeString(keys, "old=" + OLD + ", new=" + NEW);
        server = new TestServer(folder, Map.of("PARLEY_WEB_IDENTITY_KEYS_FILE", keys.toString()),
                settings -> settings.replace("allowedOrigins: []", "allowedOrigins: [\"https://shop.example\"]")
                        .replace("logo:", "logo: https://shop.example/logo.png").replace("mode: auto", "mode: dark")
                        .replace("position: end", "position: start")
                        .replaceFirst("contact: \\[.*\\]",
                                "contact: [{id: tel, label: {de: Telefon}, required: false}]")
                        .replace("clientAddressHeader:", "clientAddressHeader: X-Forwarded-For")
                        .replace("addressPerMinute: 0", "addressPerMinute: 100"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void oneAddressCannotFloodTheChatAndAMadeUpOneBeforeItDoesNotHelp() {
        int refused = 0;
        for (int i = 0; i < 160; i++) {
            HttpResponse<String> response = server.forwarded("POST", "/api/v1/web/conversations",
                    "10.9.9." + i + ", 203.0.113.7");
            if (response.statusCode() == 429) {
                assertTrue(response.headers().firstValue("Retry-After").isPresent());
                refused++;
            } else {
                assertEquals(201, response.statusCode());
            }
        }
        assertTrue(refused >= 50, refused + " refused");
        assertEquals(201, server.forwarded("POST", "/api/v1/web/conversations", "203.0.113.8").statusCode());
        int read = 0;
        while (read < 10_000 && server.forwarded("GET", "/api/v1/web/config", "203.0.113.8").statusCode() == 200) {
            read++;
        }
        assertTrue(read >= 1_000 && read < 10_000,
                read + " are ten times as many as may be sent, and then there is an end");
        assertEquals(201, server.forwarded("POST", "/api/v1/web/conversations", "203.0.113.8").statusCode());
    }

    @Test
    void aKnownCustomerHasTheirNameAndTheShopsIdUntilTheKeyGoes() throws Exception {
        for (String key : List.of("old", "new")) {
            JsonNode opened = server.post("/api/v1/web/conversations",
                    Map.of("customer", jwt(key, key.equals("old") ? OLD : NEW, claims("4711-" + key))), null, 201);
            String path = "/api/v1/web/conversations/" + opened.path("conversationId").asText();
            String token = opened.path("token").asText();
            assertEquals(202, server.send("POST", path + "/human", Map.of(), token).statusCode());
            assertEquals(202, server.send("POST", path + "/messages",
                    Map.of("clientMessageId", "1", "text", "It is urgent"), token).statusCode());
            TestServer.await("the handoff", () -> server.admin("/api/v1/handoffs?state=open").path("handoffs")
                    .valueStream()
                    .anyMatch(handoff -> handoff.at("/customer/id").asText().equals("web:user:4711-" + key)
                            && handoff.at("/customer/name").asText().equals("Ada")));
            String forged = token.replace(token.split("\\.")[2], "YWRtaW4");
            assertEquals(403, server.send("GET", path + "/events", null, forged).statusCode());
            // Who makes up a whole token knows the conversation that it opens, too: only the seal is missing.
            String own = token.replace(token.split("\\.")[2], Base64.getUrlEncoder().withoutPadding()
                    .encodeToString("admin".getBytes(StandardCharsets.UTF_8)));
            assertEquals(401, server.send("POST", "/api/v1/web/conversations/" + fingerprint(own) + "/messages",
                    Map.of("clientMessageId", "1", "text", "I am the admin"), own).statusCode());
            if (key.equals("old")) {
                Files.writeString(keys, "new=" + NEW);
                assertEquals(401, server.send("GET", path + "/events", null, token).statusCode());
                Files.writeString(keys, "old=" + OLD + ", new=" + NEW);
            }
            assertEquals(200, server.send("GET", path + "/events", null, token).statusCode());
        }
    }

    /** As Parley names the conversation that a token opens. */
    private static String fingerprint(String token) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(("parley.web.conversation:" + token).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    }

    @Test
    void theWidgetIsToldWhatTheOperatorSet() {
        JsonNode theme = server.admin("/api/v1/web/config?locale=de").path("theme");
        assertEquals("dark", theme.path("mode").asText());
        assertEquals("https://shop.example/logo.png", theme.path("logo").asText());
        assertEquals("start", theme.path("position").asText());
        assertEquals("Telefon", server.admin("/api/v1/web/config?locale=de").at("/contact/0/label").asText());
    }

    @Test
    void onlyPagesOfListedOriginsMayCall() throws Exception {
        assertEquals("https://shop.example", allowed("https://shop.example"));
        for (String other : List.of("https://evil.example", "http://shop.example", "https://shop.example.evil.example",
                "https://xshop.example", "null")) {
            assertEquals("", allowed(other), other);
        }
    }

    /** What a browser is told when it asks whether a page may send a message. */
    private static String allowed(String origin) throws Exception {
        // The JDK's own client may not name an origin.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
            socket.getOutputStream().write(("OPTIONS /api/v1/web/conversations HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                    + origin + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers:"
                    + " content-type,authorization\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-allow-origin"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("");
        }
    }

    @Test
    void whatTheShopsServerDidNotSignIsRefused() throws Exception {
        Instant now = Instant.now();
        List<String> forgeries = new ArrayList<>(List.of("", "a.b.c", "null", "eyJhbGciOiJub25lIn0.e30.",
                new PlainJWT(claims("1").build()).serialize(), jwt("old", NEW, claims("1")),
                jwt("new", OLD, claims("1")), jwt("none", OLD, claims("1")), jwt("", OLD, claims("1")),
                jwt("OLD", OLD, claims("1")), jwt("old ", OLD, claims("1")),
                jwt("old", OLD, claims("1").audience("other")), jwt("old", OLD, claims("1").audience((String) null)),
                jwt("old", OLD, claims("")), jwt("old", OLD, claims(null)), jwt("old", OLD, claims("  ")),
                jwt("old", OLD, claims("x".repeat(201))),
                jwt("old", OLD, claims("1").expirationTime(Date.from(now.minusSeconds(120)))),
                jwt("old", OLD, claims("1").expirationTime(null)), jwt("old", OLD, claims("1").issueTime(null)),
                jwt("old", OLD, claims("1").expirationTime(Date.from(now.plusSeconds(3_700)))),
                jwt("old", OLD, claims("1").issueTime(Date.from(now.plusSeconds(120)))),
                jwt("old", OLD, claims("1").issueTime(Date.from(now.minusSeconds(4_000)))),
                jwt("old", "x".repeat(32), claims("1")), jwt("old", OLD + "x", claims("1"))));
        String right = jwt("old", OLD, claims("1"));
        for (int i = 0; i < 8; i++) {
            int at = right.length() - 2 - i * 5;
            char other = right.charAt(at) == 'A' ? 'B' : 'A';
            forgeries.add(right.substring(0, at) + other + right.substring(at + 1));
        }
        String[] parts = right.split("\\.");
        String[] others = jwt("old", OLD, claims("2")).split("\\.");
        forgeries.addAll(List.of(parts[0] + "." + others[1] + "." + parts[2], parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1], right + "." + parts[2], "Bearer " + right, right.toLowerCase(),
                right + right));
        assertTrue(forgeries.size() >= 40, String.valueOf(forgeries.size()));
        for (String forgery : forgeries) {
            Map<String, Object> body = new HashMap<>();
            body.put("customer", forgery);
            assertEquals(401, server.send("POST", "/api/v1/web/conversations", body, null).statusCode(), forgery);
        }
    }

    @Test
    void theLocaleOfTheStartHoldsForButtonsToo() {
        for (String locale : List.of("de-AT", "x~<>", "")) {
            JsonNode opened = server.post("/api/v1/web/conversations", Map.of("locale", locale), null, 201);
            String path = "/api/v1/web/conversations/" + opened.path("conversationId").asText();
            assertEquals(202,
                    server.send("POST", path + "/human", Map.of(), opened.path("token").asText()).statusCode());
            String events = server.send("GET", path + "/events", null, opened.path("token").asText()).body();
            assertTrue(events.contains(locale.startsWith("de") ? "Mit einem Menschen sprechen" : "Talk to a person"),
                    events);
        }
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().subject(subject).audience("widget").claim("name", "Ada")
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static String jwt(String keyId, String secret, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims.build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }
}
