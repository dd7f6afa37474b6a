package dev.parley.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.gateway.Application;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import dev.parley.kb.Article;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.source.ArticleFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CPU of message → answer on the web chat, durable on H2, against an echo, a bare Lucene query, the same SQL by plain JDBC and
 * a bare embedding.
 */
public final class MessageBench {

    private static final int ROUNDS = 15;
    /** The compiler works on for thousands of messages. */
    private static final int WARM_UP = 150;
    private static final int MESSAGES = 60;
    private static final int RECORDINGS = 7;
    private static final long IDLE_MILLIS = 2_000;
    /** Of one core. */
    private static final double IDLE_SHARE = 0.1;
    private static final String TOKEN_OF_ADMIN = "bench";
    private static final List<String> QUESTIONS = List.of("How do I return an item?", "When will I get my refund?",
            "what are the delivery costs", "which payment methods do you take?",
            "My parcel says delivered but is not here");
    private static final Pattern ID = Pattern.compile("\"conversationId\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final HttpClient http = HttpClient.newHttpClient();
    private String url = "";
    private int messages;

    private interface Work {
        void run(int i) throws Exception;
    }

    private MessageBench() {}

    /** @param arguments the directory with the shipped configuration */
    public static void main(String[] arguments) throws Exception {
        for (String embedding : List.of("none", "bundled")) {
            System.out.println("embedding: " + embedding);
            new MessageBench().run(Path.of(arguments[0]), embedding);
            System.out.println();
        }
    }

    private void run(Path shipped, String embedding) throws Exception {
        Path data = Files.createTempDirectory("parley-bench");
        Path config = copyThatRepeatsItself(shipped, data.resolve("config"));
        Path settings = config.resolve("application.yml");
        // By words alone the bot would not be sure of these questions; here every one is to be answered.
        Files.writeString(settings, Files.readString(settings).replaceAll("(?m)^( +embedding:) .*", "$1 " + embedding)
                .replaceAll("(?m)^( +answerWhenSure:) .*", "$1 0.3").replaceAll("(?m)^( +clarify:) .*", "$1 false"));
        Secrets secrets = new Secrets(Map.of("PARLEY_ADMIN_TOKEN", TOKEN_OF_ADMIN));
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config, data, 0), secrets);
        List<Article> articles = new ArticleFolder(config.resolve("kb"), "en").read().articles();
        try (Application parley = Application.start(loader.load(), config, secrets, Clock.systemUTC());
                BareLucene lucene = new BareLucene(articles);
                Voices voices = new Voices(embedding.equals("none") ? List.of() : Embeddings.bundled(), null)) {
            url = "http://localhost:" + parley.port();
            awaitIdle();
            PlainSql.setKeysApart(parley);
            try (Chat chat = new Chat()) {
                chat.ask(question(0));
                int first = messages;
                List<SqlRecorder.Call> calls = parley.context().getBean(SqlRecorder.class).record(RECORDINGS,
                        () -> chat.ask(question(0)));
                try (PlainSql sql = new PlainSql(parley, calls, chat.id, messageOf(calls, first, messages))) {
                    compare(lucene, sql, voices);
                }
            }
        }
    }

    /** After a first import the articles are compared with each other in the background. */
    private void awaitIdle() throws InterruptedException {
        long before;
        do {
            before = process.getProcessCpuTime();
            Thread.sleep(IDLE_MILLIS);
        } while ((process.getProcessCpuTime() - before) / 1e6 > IDLE_MILLIS * IDLE_SHARE);
    }

    private void compare(BareLucene lucene, PlainSql sql, Voices voices) throws Exception {
        double[][] cpu = new double[5][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            sql.makeCopies(MESSAGES);
            List<Chat> chats = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i += QUESTIONS.size()) {
                chats.add(new Chat());
            }
            double[] now = {cpuMillis(i -> echo(question(i))), cpuMillis(i -> lucene.search(question(i))),
                cpuMillis(sql::run), cpuMillis(i -> voices.embed(question(i))),
                cpuMillis(i -> chats.get(i / QUESTIONS.size()).ask(question(i)))};
            for (int part = 0; part < now.length && round >= 0; part++) {
                cpu[part][round] = now[part];
            }
            chats.forEach(Chat::close);
        }
        report(sql, median(cpu[0]), median(cpu[1]), median(cpu[2]), median(cpu[3]), median(cpu[4]));
    }

    /** Which of the messages a recording is of. */
    static String messageOf(List<SqlRecorder.Call> calls, int first, int last) {
        String all = calls.toString();
        return IntStream.rangeClosed(first + 1, last).mapToObj(MessageBench::key).filter(all::contains).findFirst()
                .orElseThrow();
    }

    static String key(int message) {
        return "message-" + message + ".";
    }

    /**
     * The same questions are asked again and again, which would bring a person; and whoever is silent for three minutes would
     * be asked whether that helped.
     */
    static Path copyThatRepeatsItself(Path shipped, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(shipped.relativize(file).toString()));
            }
        }
        Path escalation = copy.resolve("escalation.yml");
        Files.writeString(escalation, Files.readString(escalation).replace("sameAnswer: 2", "sameAnswer: 0"));
        Path settings = copy.resolve("application.yml");
        Files.writeString(settings,
                Files.readString(settings).replace("customerPerMinute: 300", "customerPerMinute: 0")
                        .replace("followUpMinutes: 3", "followUpMinutes: 0")
                        .replace("addressPerMinute: 600", "addressPerMinute: 0"));
        return copy;
    }

    private static void report(PlainSql sql, double echo, double query, double statements, double embedding,
            double whole) {
        print("bare Micronaut echo", echo);
        print("bare Lucene query", query);
        print("the same SQL by plain JDBC", statements);
        if (embedding > 0) {
            print("bare embedding of the question", embedding);
        }
        print("message -> answer, durable", whole);
        System.out.printf(Locale.ROOT, "%nSQL of a message: %d statements, %d commits%n", sql.statements(),
                sql.commits());
        System.out.printf(Locale.ROOT, "%s / (echo + query + SQL) %6.2f%n",
                embedding > 0 ? "(message - embedding)" : "message", (whole - embedding) / (echo + query + statements));
    }

    private static void print(String what, double millis) {
        System.out.printf(Locale.ROOT, "%-34s %8.3f ms CPU%n", what, millis);
    }

    /** CPU of the whole process per call, all threads, in milliseconds. */
    private double cpuMillis(Work work) throws Exception {
        long before = process.getProcessCpuTime();
        for (int i = 0; i < MESSAGES; i++) {
            work.run(i);
        }
        return (process.getProcessCpuTime() - before) / 1e6 / MESSAGES;
    }

    private static String question(int i) {
        return QUESTIONS.get(i % QUESTIONS.size());
    }

    private void echo(String text) throws IOException, InterruptedException {
        post(URI.create(url + "/echo"), "{\"clientMessageId\":\"x\",\"text\":\"" + text + "\"}", TOKEN_OF_ADMIN);
    }

    private String post(URI url, String body, String token) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A customer who waits for each answer on an open stream, as the widget does. */
    private final class Chat implements AutoCloseable {

        private final String id;
        private final String base;
        private final String token;
        private final BufferedReader stream;

        Chat() throws IOException, InterruptedException {
            String made = post(URI.create(url + "/api/v1/web/conversations"), "{}", "none");
            token = find(TOKEN, made);
            id = find(ID, made);
            base = url + "/api/v1/web/conversations/" + id;
            HttpResponse<InputStream> response = http.send(HttpRequest.newBuilder(URI.create(base + "/events"))
                    .header("Accept", "text/event-stream").header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            stream = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        String ask(String text) throws IOException, InterruptedException {
            post(URI.create(base + "/messages"),
                    "{\"clientMessageId\":\"" + key(++messages) + "\",\"text\":\"" + text + "\"}", token);
            String line = stream.readLine();
            while (line != null && !line.contains("\"articleId\"")) {
                if (line.contains("\"notice\"")) {
                    throw new IllegalStateException("not answered: " + text);
                }
                line = stream.readLine();
            }
            return String.valueOf(line);
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String find(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new IllegalStateException(text);
            }
            return matcher.group(1);
        }
    }
}
