package dev.parley.bench;

import dev.parley.gateway.Application;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of visitors who have the chat open and say nothing; they are in a process of their own. */
public final class IdleBench {

    private static final int VISITORS = 10_000;
    private static final int PROMISED = 10_240;
    private static final Pattern STARTED = Pattern.compile("\"conversationId\":\"([^\"]+)\",\"token\":\"([^\"]+)\"");

    private IdleBench() {}

    /** @param arguments the directory with the shipped configuration; or, for the visitors' process, the server's address */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].startsWith("http:")) {
            visit(URI.create(arguments[0]));
        } else {
            measure(Path.of(arguments[0]));
        }
    }

    private static void measure(Path shipped) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("parley-bench");
        Path config = MessageBench.copyThatRepeatsItself(shipped, data.resolve("config"));
        // Models are no visitor's.
        Path settings = config.resolve("application.yml");
        Files.writeString(settings, Files.readString(settings).replace("embedding: bundled", "embedding: none"));
        Secrets secrets = new Secrets(Map.of("PARLEY_ADMIN_TOKEN", "bench"));
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config, data, 0), secrets);
        try (Application parley = Application.start(loader.load(), config, secrets, Clock.systemUTC())) {
            String url = "http://localhost:" + parley.port();
            // A few first, so that what is loaded once is not counted.
            Process few = visitors(url, 200);
            few.destroy();
            few.waitFor();
            Thread.sleep(15_000);
            long before = heap();
            Process all = visitors(url, VISITORS);
            long each = (heap() - before) / VISITORS;
            // After some heartbeats, of which each is an event for each of them.
            Thread.sleep(25_000);
            long later = (heap() - before) / VISITORS;
            all.destroy();
            System.out.printf(Locale.ROOT,
                    "%,d idle visitors: %,d bytes of heap each; after 25 s %,d (promised: %,d)%n",
                    VISITORS, each, later, PROMISED);
        }
    }

    private static Process visitors(String url, int count) throws IOException {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), IdleBench.class.getName(), url + "/?" + count)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (!("open " + count).equals(line)) {
            throw new IllegalStateException("the visitors did not come: " + line);
        }
        return process;
    }

    /** Right after a collection: a thousand heartbeats a second soon leave some megabytes of garbage. */
    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            Thread.sleep(500);
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void visit(URI url) throws IOException, InterruptedException {
        int count = Integer.parseInt(url.getQuery());
        HttpClient http = HttpClient.newHttpClient();
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Matcher started = STARTED.matcher(http.send(HttpRequest.newBuilder(url.resolve("/api/v1/web/conversations"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
            if (!started.find()) {
                throw new IllegalStateException("no conversation was started");
            }
            Socket socket = new Socket("localhost", url.getPort());
            socket.getOutputStream().write(("GET /api/v1/web/conversations/" + started.group(1) + "/events HTTP/1.1\r\n"
                    + "Host: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + started.group(2)
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            open.add(socket);
        }
        // The first bytes come with the first heartbeat.
        for (Socket socket : open) {
            byte[] status = socket.getInputStream().readNBytes(12);
            if (!new String(status, StandardCharsets.US_ASCII).endsWith("200")) {
                throw new IllegalStateException("a visitor was not let in");
            }
        }
        System.out.println("open " + open.size());
        Thread.sleep(Long.MAX_VALUE);
    }
}
