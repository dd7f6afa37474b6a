package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe in docs/webhooks.md: a real Parley, the real relay, and ticket systems that write down what they are told. */
class RelayTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Process> relays = new ArrayList<>();
    private HttpServer tickets;

    @AfterEach
    void stop() {
        relays.forEach(Process::destroyForcibly);
        if (tickets != null) {
            tickets.stop(0);
        }
    }

    @Test
    void aHandoffBecomesATicketInEachOfThem() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "on Debian: sudo apt-get install python3");
        tickets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tickets.createContext("/", this::note);
        tickets.start();
        List<String> urls = new ArrayList<>();
        for (String target : List.of("github", "jira", "zendesk")) {
            urls.add(startRelay(target));
        }
        try (TestServer server = new TestServer(folder, Map.of("PARLEY_WEBHOOK_SECRET", WebhookReceiver.SECRET),
                settings -> settings.replace("urls: []", "urls: [" + String.join(", ", urls) + "]"))) {
            server.visitor().say("I want to talk to a person about the \"oak\" table");
            TestServer.await("the handoff",
                    () -> server.admin("/api/v1/handoffs?state=open").path("handoffs").size() == 1);
            String id = server.admin("/api/v1/handoffs?state=open").at("/handoffs/0/id").asText();
            server.admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", "Grace", "text", "Which one?"), 200);
            server.admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Grace"), 200);
            TestServer.await("all of it", () -> calls.size() >= 13);
        }
        assertEquals(List.of("POST /repos/shop/help/issues", "POST /repos/shop/help/issues/7/comments",
                "POST /repos/shop/help/issues/7/comments", "POST /repos/shop/help/issues/7/comments",
                "PATCH /repos/shop/help/issues/7"), callsTo("/repos"));
        assertEquals(List.of("POST /rest/api/2/issue", "POST /rest/api/2/issue/SUP-7/comment",
                "POST /rest/api/2/issue/SUP-7/comment", "POST /rest/api/2/issue/SUP-7/comment"), callsTo("/rest"));
        assertEquals(List.of("POST /api/v2/tickets.json", "PUT /api/v2/tickets/7.json", "PUT /api/v2/tickets/7.json",
                "PUT /api/v2/tickets/7.json"), callsTo("/api/v2"));
        assertTrue(calls.stream().filter(call -> call.contains("the \\\"oak\\\" table")).count() == 3, calls::toString);
        assertTrue(calls.stream().anyMatch(call -> call.contains("Replied by Grace: Which one?")), calls::toString);
        for (String url : urls) {
            assertEquals(401, HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
                    .header("webhook-id", "a").header("webhook-timestamp", "1").header("webhook-signature", "v1,abc")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode(), "a forgery");
        }
        assertEquals(13, calls.size(), "nothing came of the forgeries");
    }

    private List<String> callsTo(String prefix) {
        return calls.stream().filter(call -> call.split(" ")[1].startsWith(prefix))
                .map(call -> call.split(" ")[0] + " " + call.split(" ")[1]).toList();
    }

    private void note(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + body);
        byte[] answer = "{\"number\": 7, \"key\": \"SUP-7\", \"ticket\": {\"id\": 7}}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String startRelay(String target) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/python3",
                Path.of("../docs/examples/relay.py").toAbsolutePath().toString()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PARLEY_WEBHOOK_SECRET", WebhookReceiver.SECRET, "TARGET", target,
                "TARGET_URL", "http://localhost:" + tickets.getAddress().getPort(), "TARGET_PROJECT",
                target.equals("github") ? "shop/help" : "SUP", "TARGET_USER", "grace@example.com", "TARGET_TOKEN", "t",
                "PORT", "0", "STATE", folder.resolve(target + ".json").toString()));
        Process relay = builder.start();
        relays.add(relay);
        Runtime.getRuntime().addShutdownHook(new Thread(relay::destroyForcibly));
        BufferedReader output = new BufferedReader(
                new InputStreamReader(relay.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(output.readLine());
        assertTrue(line.startsWith("listening on "), line);
        return "http://localhost:" + line.substring("listening on ".length()) + "/";
    }
}
