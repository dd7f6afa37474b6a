package dev.parley.gateway.knowledge;

import dev.parley.kb.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells every two seconds how far a task is, how fast, and how long it will take. Thread-safe. */
public final class PeriodicProgress implements Progress {

    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final String task;
    private final Consumer<String> listener;
    private final long started = System.nanoTime();
    private long told = started;

    /**
     * @param task what is done, for example "indexing"
     * @param listener gets the lines, one after another
     */
    public PeriodicProgress(String task, Consumer<String> listener) {
        this.task = task;
        this.listener = listener;
    }

    /** One that prints its lines. */
    public static PeriodicProgress printed(String task, PrintWriter out) {
        return new PeriodicProgress(task, line -> {
            out.println(line);
            out.flush();
        });
    }

    @Override
    public synchronized void done(int done, int total) {
        long now = System.nanoTime();
        if (now - told > TELL_EVERY.toNanos()) {
            told = now;
            listener.accept(Pace.of(done, total, Duration.ofNanos(now - started)).line(task));
        }
    }
}
