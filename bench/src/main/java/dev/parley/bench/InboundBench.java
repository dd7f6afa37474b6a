package dev.parley.bench;

import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.Application;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many messages a second are accepted, each durable on PostgreSQL, beside the same transaction by plain JDBC with as many
 * connections, in turns. Nothing decides the messages meanwhile.
 */
public final class InboundBench {

    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;
    private static final int CONNECTIONS = 8;
    private static final int MESSAGES = 100;
    private static final int RECORDINGS = 7;

    private final ChannelHost host;
    private int messages;

    private InboundBench(ChannelHost host) {
        this.host = host;
    }

    /** @param arguments the directory with the shipped configuration */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("parley.bench.still-inbox", "true");
        Path data = Files.createTempDirectory("parley-bench");
        Path config = MessageBench.copyThatRepeatsItself(Path.of(arguments[0]), data.resolve("config"));
        // By default this PostgreSQL, which is made for tests, acknowledges commits that are not on disk.
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on")
                .start()) {
            Secrets secrets = new Secrets(Map.of("PARLEY_ADMIN_TOKEN", "bench", "PARLEY_DB_URL",
                    postgres.getJdbcUrl("postgres", "postgres"), "PARLEY_DB_USER", "postgres"));
            ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config, data, 0), secrets);
            try (Application parley = Application.start(loader.load(), config, secrets, Clock.systemUTC())) {
                new InboundBench(parley.context().getBean(ChannelHost.class)).run(parley);
            }
        }
    }

    private void run(Application parley) throws Exception {
        PlainSql.setKeysApart(parley);
        for (int i = 0; i < CONNECTIONS; i++) {
            accept(i);
        }
        int first = messages;
        List<SqlRecorder.Call> calls = parley.context().getBean(SqlRecorder.class).record(RECORDINGS, () -> accept(0));
        String message = MessageBench.messageOf(calls, first, messages);
        List<PlainSql> floor = new ArrayList<>();
        double[] whole = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                floor.add(new PlainSql(parley, calls, "bench-0", message));
            }
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double ours = perSecond(threads, place -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        accept(place);
                    }
                });
                for (PlainSql sql : floor) {
                    sql.makeCopies(MESSAGES);
                }
                double plain = perSecond(threads, place -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        floor.get(place).run(i);
                    }
                });
                if (round >= 0) {
                    whole[round] = ours;
                    bare[round] = plain;
                    ratio[round] = ours / plain;
                }
            }
        }
        System.out.printf(Locale.ROOT, "a message is %d statements, %d commit(s); %d connections%n",
                floor.getFirst().statements(), floor.getFirst().commits(), CONNECTIONS);
        System.out.printf(Locale.ROOT, "accepted by Parley             %8.0f a second%n", MessageBench.median(whole));
        System.out.printf(Locale.ROOT, "the same SQL by plain JDBC     %8.0f a second%n", MessageBench.median(bare));
        System.out.printf(Locale.ROOT, "Parley / plain                 %8.2f  promised: at least 0.80%n",
                MessageBench.median(ratio));
        for (PlainSql sql : floor) {
            sql.close();
        }
    }

    private interface Work {
        void run(int place) throws Exception;
    }

    private static double perSecond(ExecutorService threads, Work work) throws Exception {
        long before = System.nanoTime();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int place = i;
            all.add(() -> {
                work.run(place);
                return true;
            });
        }
        for (Future<Boolean> done : threads.invokeAll(all)) {
            done.get();
        }
        return CONNECTIONS * MESSAGES * 1e9 / (System.nanoTime() - before);
    }

    private Acceptance accept(int place) {
        int message;
        synchronized (this) {
            message = ++messages;
        }
        Acceptance acceptance = host.accept(new InboundEvent.Message(MessageBench.key(message),
                new ConversationRef("web", "bench-" + place, null), "web:bench-" + place, Instant.now(), "en",
                "How do I return an item?"));
        if (!(acceptance instanceof Acceptance.Accepted)) {
            throw new IllegalStateException(acceptance.toString());
        }
        return acceptance;
    }
}
