package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.SendResult;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Attempts.Attempt;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stored lines to their channels, in order within a conversation, again and again until a channel took or refused
 * them. What a crash left over is found by the sweep. Thread-safe.
 */
@Singleton
public class OutboxDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    /** An attempt that took longer was broken off: channels give up well before. */
    static final Duration SEND_LIMIT = Duration.ofSeconds(45);
    private static final int SENDS_AT_A_TIME = 64;
    /** Of the ten: others must be left for what comes in. */
    private static final int CONNECTIONS = 4;

    private final Attempts attempts;
    private final LineSender sender;
    private final boolean isAlone;
    private final Semaphore connections = new Semaphore(CONNECTIONS, true);
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ConversationWork work = new ConversationWork("outbox", SENDS_AT_A_TIME, this::deliverNext);

    OutboxDispatcher(Attempts attempts, LineSender sender, ParleyConfig config) {
        this.attempts = attempts;
        this.sender = sender;
        this.isAlone = config.database().url() == null;
    }

    /** Delivers what is due in a conversation. Returns at once. */
    public void wake(long conversationId) {
        work.wake(conversationId);
    }

    /** A text in pieces that the conversation's channel can show. */
    public List<String> split(Conversation conversation, String text) {
        return Pieces.of(text, sender.maxCharacters(conversation));
    }

    /**
     * Lines that their channel refused are due again.
     *
     * @return how many
     */
    public long sendAgain(long conversationId, long firstSeq, long lastSeq) {
        return attempts.sendAgain(conversationId, firstSeq, lastSeq);
    }

    /** What the channel has not taken yet, or refused, in order. */
    public List<Undelivered> listUndelivered(long conversationId) {
        return attempts.listUndelivered(conversationId);
    }

    /**
     * Has lines that were said otherwise by now changed where the customer sees them, if the channel can do that. In a
     * transaction that holds the conversation's lock.
     *
     * @return false when it can't, and nothing is done
     */
    public boolean change(Conversation conversation, List<JudgedLine> lines) {
        return sender.changes(conversation) && attempts.change(conversation.key(), lines);
    }

    /**
     * As {@link #change}: has lines taken away that were taken back.
     *
     * @return false when some of them can't be; the others are
     */
    public boolean remove(Conversation conversation, List<JudgedLine> lines) {
        return sender.changes(conversation) && attempts.remove(conversation.key(), lines);
    }

    /** What each channel has not been handed yet; channels without any line are left out. */
    public List<OutboxQueue> listQueues() {
        return attempts.listQueues();
    }

    /** Nobody else uses the embedded database, so that it need not be waited for what another replica may be sending. */
    @EventListener
    void onStart(StartupEvent event) {
        if (isAlone) {
            attempts.breakOffAll();
        }
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void sweep() {
        attempts.listDueConversations().forEach(this::wake);
    }

    @PreDestroy
    void close() {
        work.close();
        lanes.values().forEach(Lane::close);
    }

    private boolean deliverNext(long conversationId) {
        Optional<Conversation> due = holding(connections, () -> attempts.findDueConversation(conversationId));
        return due.isPresent() && switch (sender.resending(due.get())) {
            case SHOWN_ONCE -> holding(connections, () -> attempts.makeAtOnce(due.get(), this::send));
            case LOOKED_UP -> deliverMarked(conversationId);
            case SHOWN_TWICE -> {
                lane(due.get().channel()).queue(conversationId);
                yield false;
            }
        };
    }

    private boolean deliverMarked(long conversationId) {
        Optional<Attempt> attempt = holding(connections, () -> attempts.mark(conversationId));
        attempt.ifPresent(marked -> {
            Failpoint.SEND_MARKED.reached();
            SendResult result = send(marked);
            holding(connections, () -> {
                attempts.settle(marked, result);
                return true;
            });
        });
        return attempt.isPresent();
    }

    private SendResult send(Attempt attempt) {
        if (attempt.isAgain()) {
            LOG.warn("line {} of conversation {} is sent again: how the attempt before ended is not known",
                    attempt.row().seq(), attempt.row().conversationId());
        }
        String external = attempt.row().externalId() == null ? "" : attempt.row().externalId();
        SendResult result = switch (attempt.row().amendment()) {
            case null -> sender.send(attempt.conversation(), attempt.line(), attempt.isAgain());
            case CHANGE -> sender.change(attempt.conversation(), attempt.line(), external);
            case REMOVAL -> sender.remove(attempt.conversation(), external);
        };
        Failpoint.SENT.reached();
        return result;
    }

    private Lane lane(String channel) {
        return lanes.computeIfAbsent(channel, each -> new Lane(each, this::deliverMarked));
    }

    private static <T> T holding(Semaphore permits, Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
