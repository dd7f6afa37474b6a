package dev.parley.connectors.slack.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slack may answer, byte for byte, and what that means: whether to try again, when, and whether it may be done already. */
class SlackAnswersTest {

    private static final int PATIENCE_MILLIS = 600;

    private final ServerSocket socket;

    SlackAnswersTest() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    /** Columns: what comes; Slack's name for it; worth trying again; perhaps done; seconds of silence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            429 Retry-After 7               | ratelimited           | true  | false | 7
            429 without Retry-After         | ratelimited           | true  | false | -
            429 Retry-After soon            | ratelimited           | true  | false | -
            500                             | http                  | true  | true  | -
            502                             | http                  | true  | true  | -
            503 Retry-After 30              | http                  | true  | true  | 30
            404                             | http                  | true  | true  | -
            200 not JSON                    | http                  | true  | true  | -
            200 empty                       | http                  | true  | true  | -
            200 half                        | http                  | true  | true  | -
            200 half JSON                   | http                  | true  | true  | -
            reset                           | http                  | true  | true  | -
            closed                          | http                  | true  | true  | -
            silence                         | http                  | true  | true  | -
            nobody listens                  | unreachable           | true  | false | -
            ok:false ratelimited            | ratelimited           | true  | false | -
            ok:false internal_error         | internal_error        | true  | true  | -
            ok:false fatal_error            | fatal_error           | true  | true  | -
            ok:false request_timeout        | request_timeout       | true  | true  | -
            ok:false service_unavailable    | service_unavailable   | true  | false | -
            ok:false invalid_auth           | invalid_auth          | true  | false | -
            ok:false token_revoked          | token_revoked         | true  | false | -
            ok:false missing_scope          | missing_scope         | true  | false | -
            ok:false account_inactive       | account_inactive      | true  | false | -
            ok:false channel_not_found      | channel_not_found     | false | false | -
            ok:false not_in_channel         | not_in_channel        | false | false | -
            ok:false is_archived            | is_archived           | false | false | -
            ok:false msg_too_long           | msg_too_long          | false | false | -
            ok:false invalid_blocks         | invalid_blocks        | false | false | -
            ok:false restricted_action      | restricted_action     | false | false | -
            ok:false a_name_of_tomorrow     | a_name_of_tomorrow    | false | false | -
            """)
    void meansTheSameWhateverItIs(String answer, String name, boolean passing, boolean unknown, Integer seconds)
            throws IOException {
        int port = socket.getLocalPort();
        if (answer.equals("nobody listens")) {
            socket.close();
        } else {
            Thread.ofVirtual().start(() -> serve(answer));
        }
        SlackSettings settings = new SlackSettings("xoxb-secret-of-nobody", null, null,
                URI.create("http://localhost:" + port + "/api/"));
        try (SlackApi api = new SlackApi(settings, PATIENCE_MILLIS)) {
            SlackException problem = assertThrows(SlackException.class,
                    () -> api.call(methods -> methods.chatPostMessage(request -> request.channel("C1").text("x"))));
            assertEquals(name, problem.error());
            assertEquals(passing, problem.isPassing());
            assertEquals(unknown, problem.isUnknown());
            assertEquals(seconds == null ? null : Duration.ofSeconds(seconds), problem.retryAfter());
            assertTrue(!String.valueOf(problem.getMessage()).contains("xoxb-secret"), "no secrets in messages");
        }
    }

    private void serve(String answer) {
        try {
            for (;;) {
                try (Socket connection = socket.accept()) {
                    readRequest(connection);
                    respond(connection, answer);
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Up to the end of the form's text. */
    private static void readRequest(Socket connection) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().contains("text=x")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                return;
            }
            read.append((char) next);
        }
    }

    private static void respond(Socket connection, String answer) throws IOException {
        String[] words = answer.split(" ");
        switch (words[0]) {
            case "reset" -> connection.setSoLinger(true, 0);
            case "closed" -> connection.shutdownOutput();
            case "silence" -> await();
            case "ok:false" -> write(connection, "200 OK", "", "{\"ok\":false,\"error\":\"" + words[1] + "\"}", 0);
            default -> status(connection, answer, words);
        }
    }

    private static void status(Socket connection, String answer, String[] words) throws IOException {
        String retry = answer.contains("Retry-After ") && !answer.contains("without")
                ? "Retry-After: " + words[2] + "\r\n"
                : "";
        switch (answer) {
            case "200 not JSON" -> write(connection, "200 OK", "", "<html>a proxy</html>", 0);
            case "200 empty" -> write(connection, "200 OK", "", "", 0);
            case "200 half" -> write(connection, "200 OK", "", "{\"ok\":tr", 20);
            case "200 half JSON" -> write(connection, "200 OK", "", "{\"ok\":true,\"ts\":\"17", 0);
            default -> write(connection, words[0] + " Something", retry, "{\"ok\":false}", 0);
        }
    }

    /** @param missing so many bytes fewer than promised are sent */
    private static void write(Socket connection, String status, String header, String body, int missing)
            throws IOException {
        connection.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + header + "Content-Length: " + (body.length() + missing) + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    private static void await() {
        try {
            Thread.sleep(2L * PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
