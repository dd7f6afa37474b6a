package dev.parley.gateway.knowledge;

import dev.parley.kb.Progress;
import org.slf4j.Logger;

/** Tells every two seconds how far a task is, how fast, and how long it will take. Not thread-safe. */
public final class LoggedProgress implements Progress {

    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final Logger log;
    private final String task;
    private final long started = System.nanoTime();
    private long told = started;

    /** @param task what is done, for example "indexing" */
    public LoggedProgress(Logger log, String task) {
        this.log = log;
        this.task = task;
    }

    @Override
    public void done(int done, int total) {
        long now = System.nanoTime();
        if (now - told > TELL_EVERY_NANOS) {
            told = now;
            double perSecond = done * 1e9 / (now - started);
            log.info("{}: {} %, {} of {} articles, {} a second, {} s left", task, 100 * done / total, done, total,
                    Math.round(perSecond), Math.round((total - done) / perSecond));
        }
    }
}
