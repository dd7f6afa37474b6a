package dev.parley.gateway.knowledge;

import dev.parley.kb.Progress;
import java.time.Duration;
import org.slf4j.Logger;

/** Tells every two seconds how far a task is, how fast, and how long it will take. Not thread-safe. */
final class LoggedProgress implements Progress {

    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final Logger log;
    private final String task;
    private final long started = System.nanoTime();
    private long told = started;

    /** @param task what is done, for example "indexing" */
    LoggedProgress(Logger log, String task) {
        this.log = log;
        this.task = task;
    }

    @Override
    public void done(int done, int total) {
        long now = System.nanoTime();
        if (now - told > TELL_EVERY.toNanos()) {
            told = now;
            Pace pace = Pace.of(done, total, Duration.ofNanos(now - started));
            log.info("{}: {} %, {} of {} articles, {} a second, {} s left", task, pace.percent(), done, total,
                    pace.perSecond(), pace.secondsLeft());
        }
    }
}
