package dev.parley.gateway.conversation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where conversations take turns: one step of one conversation at a time, and after it the conversation queues behind all
 * that wait, so that a long backlog holds up nobody else. Failures are left for the next time it is queued. Thread-safe.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final LongPredicate step;
    private final Set<Long> queued = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread;

    /**
     * @param name of the thread
     * @param step does one piece of work of the conversation; false when there was none
     */
    Lane(String name, LongPredicate step) {
        this.name = name;
        this.step = step;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Sees to it that all work of the conversation stored by now gets done. Returns at once. */
    void queue(long conversationId) {
        if (!thread.isShutdown() && queued.add(conversationId)) {
            thread.execute(() -> take(conversationId));
        }
    }

    private void take(long conversationId) {
        queued.remove(conversationId);
        try {
            if (!thread.isShutdown() && step.test(conversationId)) {
                queue(conversationId);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} of conversation {} failed; it is tried again", name, conversationId, e);
        }
    }

    /** Takes no more work and waits up to ten seconds for the running step. */
    @Override
    public void close() {
        ConversationWork.finish(thread, name);
    }
}
