package dev.parley.gateway.conversation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step for one conversation at a time, several conversations side by side, each on a virtual thread.
 *
 * <p>A wake-up during a run is not lost: the run goes once more. Failures are left for the next wake-up. Thread-safe.
 */
public final class ConversationWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationWork.class);

    private enum Run {
        RUNNING, AGAIN
    }

    private final String name;
    private final LongPredicate step;
    private final Semaphore steps;
    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    /**
     * @param name of the threads
     * @param stepsAtATime of different conversations
     * @param step does one piece of work of the conversation; false when there was none
     */
    public ConversationWork(String name, int stepsAtATime, LongPredicate step) {
        this.name = name;
        this.steps = new Semaphore(stepsAtATime, true);
        this.step = step;
        this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Sees to it that all work of the conversation stored by now gets done. Returns at once. */
    public void wake(long conversationId) {
        Run before = runs.merge(conversationId, Run.RUNNING, (running, again) -> Run.AGAIN);
        if (before == Run.RUNNING && !threads.isShutdown()) {
            threads.execute(() -> drain(conversationId));
        }
    }

    private void drain(long conversationId) {
        boolean again = true;
        while (again) {
            try {
                while (stepped(conversationId) && !threads.isShutdown()) {
                    // the step did the work
                }
            } catch (RuntimeException | VirtualMachineError | LinkageError e) {
                // Such an error, too: or the conversation would seem to be at work until the next start.
                LOG.warn("{} of conversation {} failed; it is tried again", name, conversationId, e);
            }
            again = runs.computeIfPresent(conversationId, (id, run) -> run == Run.AGAIN ? Run.RUNNING : null) != null
                    && !threads.isShutdown();
        }
    }

    private boolean stepped(long conversationId) {
        steps.acquireUninterruptibly();
        try {
            return step.test(conversationId);
        } finally {
            steps.release();
        }
    }

    /** Takes no more work and waits up to ten seconds for the running steps. */
    @Override
    public void close() {
        finish(threads, name);
    }

    /** Takes no more work and waits up to ten seconds for what is running. */
    static void finish(ExecutorService threads, String name) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("{} did not finish within 10 s; what is left is done at the next start", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
