package dev.parley.gateway;

import dev.parley.gateway.admin.AdminToken;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.Secrets;
import dev.parley.gateway.knowledge.KnowledgeFiles;
import dev.parley.gateway.policy.Policies;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.Voices;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A running Parley: database, index, channels and HTTP. */
public final class Application implements AutoCloseable {

    private static final String NOBODY_ASKS = "What does nobody ask, and is it answered?";

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final Thread warmUp;

    private Application(ApplicationContext context, EmbeddedServer server, Thread warmUp) {
        this.context = context;
        this.server = server;
        this.warmUp = warmUp;
    }

    /**
     * Starts everything; returns when questions are answered.
     *
     * @param directory the directory with the files that operators edit
     * @param clock the time for all that is stored
     * @throws dev.parley.gateway.config.ParleyException INVALID_CONFIGURATION before anything was started
     */
    public static Application start(ParleyConfig config, Path directory, Secrets secrets, Clock clock) {
        KnowledgeFiles files = new KnowledgeFiles(config);
        Voices voices = new Voices(files.openEmbeddings(), config.embeddingFolder());
        Policies policies = new Policies(directory, files.wording(voices));
        Thread rulesRead = readRules(policies, voices);
        AdminToken adminToken = AdminToken.loadOrCreate(config.data(), secrets);
        ApplicationContext context = ApplicationContext.builder().deduceEnvironment(false).banner(false)
                .properties(properties(config, secrets))
                .singletons(config, secrets, policies, adminToken, clock, voices)
                .build();
        try {
            context.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            voices.warmUp();
            return new Application(context, server,
                    warmUp(rulesRead, context.getBean(MessagePipeline.class),
                            config.knowledge().defaultLanguage()));
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Returns at once. The first customer would else wait for dictionaries, and for the meaning of the rules' examples. */
    private static Thread readRules(Policies policies, Voices voices) {
        return Thread.ofPlatform().daemon().name("rules").start(() -> {
            policies.current().rules().judge(NOBODY_ASKS, List.of(), LanguageDetector.ENGLISH);
            voices.save();
        });
    }

    /** Returns at once. What is left for the first customer to wait for is code that was never run. */
    private static Thread warmUp(Thread rulesRead, MessagePipeline pipeline, String language) {
        return Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            try {
                rulesRead.join();
                pipeline.decide(Inquiry.first(NOBODY_ASKS, pipeline.languageOf(NOBODY_ASKS, language)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static final long LONGEST_TASK_SECONDS = 5;
    /** Tasks that wait for a slow platform must leave a thread for those that may not be late, as looking for pauses. */
    private static final int SCHEDULED_THREADS = 16;
    /** Headers, and bodies that are no files. */
    private static final long ROOM_FOR_THE_REST = 3_000_000;

    private static Map<String, Object> properties(ParleyConfig config, Secrets secrets) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", config.server().port() == 0 ? -1 : config.server().port());
        properties.put("micronaut.server.max-request-size", config.files().maxBytes() + ROOM_FOR_THE_REST);
        properties.put("parley.demo", config.demo());
        properties.put("micronaut.executors.scheduled.type", "scheduled");
        properties.put("micronaut.executors.scheduled.core-pool-size", SCHEDULED_THREADS);
        if (config.server().publicUrl() != null) {
            properties.put("parley.public-url", config.server().publicUrl());
        }
        if (!config.web().allowedOrigins().isEmpty()) {
            properties.put("micronaut.server.cors.enabled", true);
            properties.put("micronaut.server.cors.configurations.web.allowed-origins", config.web().allowedOrigins());
            properties.put("micronaut.server.cors.configurations.web.allow-credentials", false);
            properties.put("micronaut.server.cors.configurations.web.exposed-headers", List.of("Retry-After"));
        }
        properties.putAll(database(config, secrets));
        return properties;
    }

    private static Map<String, Object> database(ParleyConfig config, Secrets secrets) {
        String url = config.database().url();
        if (url != null) {
            String user = config.database().user();
            return Map.of("datasources.default.url", url, "datasources.default.driver-class-name",
                    "org.postgresql.Driver", "datasources.default.username", user == null ? "" : user,
                    "datasources.default.password", secrets.find("PARLEY_DB_PASSWORD").orElse(""));
        }
        return Map.of("datasources.default.url", embeddedUrl(config.data().toAbsolutePath().resolve("parley")),
                "datasources.default.driver-class-name", "org.h2.Driver", "datasources.default.username", "sa",
                "datasources.default.password", "");
    }

    /** WRITE_DELAY=0: a commit is on disk when it returns. With H2's default, acknowledged messages were lost on kill -9. */
    static String embeddedUrl(Path file) {
        return "jdbc:h2:file:" + file
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
                + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    /** For tests and tools that look inside. */
    public ApplicationContext context() {
        return context;
    }

    /** Takes nothing more in, finishes what is under way for at most ten seconds, and closes the database. */
    @Override
    public void close() {
        context.getBean(ChannelStarter.class).stop();
        // A task that came while beans are closed would have those that it needs made anew: the index, for example.
        ExecutorService scheduled = context.getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
        scheduled.shutdown();
        try {
            warmUp.join(Duration.ofSeconds(LONGEST_TASK_SECONDS));
            scheduled.awaitTermination(LONGEST_TASK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}
