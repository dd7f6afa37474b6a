package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.kb.Progress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reindexing that somebody asked for, one at a time, with its progress. The last runs are kept until the next start. */
@Singleton
public class ReindexJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ReindexJobs.class);
    private static final int KEPT = 50;

    private final Knowledge knowledge;
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, ReindexJob> jobs = new ConcurrentSkipListMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    ReindexJobs(Knowledge knowledge, Clock clock) {
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** Begins one, which waits for those before it; its number. */
    public long begin() {
        return start().id();
    }

    ReindexJob start() {
        ReindexJob job = ReindexJob.started(ids.incrementAndGet(), clock.instant());
        jobs.put(job.id(), job);
        jobs.keySet().removeIf(id -> id <= job.id() - KEPT);
        worker.execute(() -> run(job));
        return job;
    }

    ReindexJob get(long id) {
        ReindexJob job = jobs.get(id);
        if (job == null) {
            throw new ParleyException(ErrorCode.NOT_FOUND, "There is no reindex " + id + " since the last start.");
        }
        return job;
    }

    @PreDestroy
    void close() {
        worker.shutdown();
    }

    private void run(ReindexJob job) {
        try {
            ImportResult result = knowledge.importFolder(progressOf(job));
            jobs.put(job.id(), job.done(result));
        } catch (RuntimeException e) {
            LOG.error("reindex {} failed; the old articles serve on", job.id(), e);
            // What is wrong in a file is said with its place.
            String why = e instanceof IllegalArgumentException || e instanceof ParleyException
                    ? String.valueOf(e.getMessage())
                    : "the articles could not be read or stored; the log says why";
            jobs.put(job.id(), job.failed(why, clock.instant()));
        }
    }

    /** Shows how far a job is. Its pace leaves out the time that reading the files took. */
    private Progress progressOf(ReindexJob job) {
        AtomicLong begun = new AtomicLong();
        return (done, total) -> {
            begun.compareAndSet(0, System.nanoTime());
            Pace pace = Pace.of(done, total, Duration.ofNanos(System.nanoTime() - begun.get()));
            jobs.put(job.id(), job.progressed(pace));
        };
    }
}
