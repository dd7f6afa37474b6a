package dev.parley.gateway.desk;

import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.desk.AgentDesk;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Leases;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every conversation at a desk, if {@code mirror} in routing.yml names a place for it: to look on, not to answer. As
 * {@link DeskSync} compares, so does this; lines that a desk refuses for good are left out there, with a line in the log. Of
 * several replicas one does so. Thread-safe.
 */
@Singleton
class DeskMirror {

    private static final Logger LOG = LoggerFactory.getLogger(DeskMirror.class);
    private static final String LEASE_NAME = "desk-mirror";
    private static final Duration LEASE = Duration.ofSeconds(90);
    /** Conversations that were silent for longer are not shown when the mirror is hung up, or can be seen again. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private static final Duration RETRY = Duration.ofMinutes(1);
    /** Nobody replies there, so each line is news. */
    private static final long NO_HANDOFF = 0;

    private final Places places;
    private final MirrorRepository mirrors;
    private final ThreadLines thread;
    private final Conversations conversations;
    private final Leases leases;
    private final Clock clock;

    DeskMirror(Places places, MirrorRepository mirrors, ThreadLines thread, Conversations conversations,
            Leases leases, Clock clock) {
        this.places = places;
        this.mirrors = mirrors;
        this.thread = thread;
        this.conversations = conversations;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "1s")
    void sweep() {
        if (!places.isAnyReady()) {
            return;
        }
        Instant now = clock.instant();
        mirrors.listForgotten(now).forEach(mirror -> whileMine(mirror.conversationId(), () -> clear(mirror)));
        Optional<Places.Spot> spot = places.findMirror().filter(each -> each.desk().isReady());
        if (spot.isPresent()) {
            mirrors.listBehind(now.minus(LOOK_BACK), now).forEach(id -> whileMine(id, () -> show(spot.get(), id)));
        }
    }

    private void whileMine(long conversationId, Runnable step) {
        if (!leases.take(LEASE_NAME, LEASE)) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("conversation {} could not be mirrored; it is tried again", conversationId, e);
            mirrors.updateLater(conversationId, clock.instant().plus(RETRY));
        }
    }

    private void show(Places.Spot spot, long conversationId) {
        mirrors.insertIfAbsent(conversationId, spot.desk().id(), spot.place(), clock.instant());
        Mirror mirror = mirrors.find(conversationId).orElseThrow();
        AgentDesk desk = places.findDesk(mirror.desk()).orElse(spot.desk());
        Conversation conversation = conversations.get(conversationId);
        if (mirror.threadId() == null) {
            boolean again = mirror.attempts() > 0;
            mirrors.updateBegun(conversationId);
            SendResult result = desk.openConversation(conversationId, conversation.channel(), mirror.destination(),
                    again);
            settle(mirror, result, result instanceof SendResult.Delivered begun ? begun.externalId() : null, 0);
            return;
        }
        List<JudgedLine> lines = conversations.listLinesAfter(conversationId, mirror.shownSeq());
        DeskCard card = new DeskCard(NO_HANDOFF, mirror.desk(), mirror.destination(), mirror.threadId(), "",
                mirror.shownSeq(), mirror.attempts(), clock.instant());
        ThreadLines.Batch batch = thread.next(card, conversation, lines, false);
        boolean again = mirror.attempts() > 0;
        mirrors.updateBegun(conversationId);
        SendResult result = switch (batch) {
            case ThreadLines.Batch.Wait wait -> new SendResult.Retryable(wait.time());
            case ThreadLines.Batch.Texts texts -> texts.lines().isEmpty()
                    ? new SendResult.Delivered("")
                    : desk.add(texts.lines(), again, mirror.destination(), mirror.threadId());
            case ThreadLines.Batch.WithFile file -> throw new IllegalStateException("files are only named here");
        };
        if (result instanceof SendResult.Rejected rejected) {
            LOG.error("the desk refuses lines up to {} of conversation {}: {}", batch.last(), conversationId,
                    rejected.why());
            result = new SendResult.Delivered("");
        }
        settle(mirror, result, mirror.threadId(), batch.last());
    }

    private void settle(Mirror mirror, SendResult result, @Nullable String threadId, long seq) {
        switch (result) {
            case SendResult.Delivered delivered -> mirrors.updateShown(mirror.conversationId(), threadId, seq);
            case SendResult.Retryable later -> {
                mirrors.updateLater(mirror.conversationId(), clock.instant().plus(later.after()));
                if (mirror.attempts() == 0 && !later.unknown()) {
                    mirrors.updateNotBegun(mirror.conversationId());
                }
            }
            case SendResult.Rejected rejected -> {
                LOG.error("the desk does not show conversation {} at {}: {}", mirror.conversationId(),
                        mirror.destination(), rejected.why());
                mirrors.updateLater(mirror.conversationId(), clock.instant().plus(LOOK_BACK));
            }
        }
    }

    private void clear(Mirror mirror) {
        Optional<AgentDesk> desk = places.findDesk(mirror.desk());
        SendResult result = mirror.threadId() == null || desk.isEmpty()
                ? new SendResult.Delivered("")
                : desk.get().clear(mirror.destination(), mirror.threadId());
        switch (result) {
            case SendResult.Delivered delivered -> mirrors.updateCleared(mirror.conversationId());
            case SendResult.Retryable later -> mirrors.updateLater(mirror.conversationId(),
                    clock.instant().plus(later.after()));
            case SendResult.Rejected rejected -> {
                LOG.error("what {} shows of the forgotten conversation {} must be deleted by hand: {}",
                        mirror.destination(), mirror.conversationId(), rejected.why());
                mirrors.updateCleared(mirror.conversationId());
            }
        }
    }

    /**
     * @param threadId the desk's name for what the lines stand below; null until it was shown
     * @param attempts 1 while something is being shown, so that after a crash it is looked for
     */
    @Introspected
    record Mirror(long conversationId, String desk, String destination, @Nullable String threadId, long shownSeq,
            int attempts) {}

    /** SQL on the table {@code desk_mirror}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface MirrorRepository extends GenericRepository<DeskCard, Long> {

        /** Conversations of which less is shown than there is. A drill is none. */
        @Query("""
                SELECT c.id FROM conversation c LEFT JOIN desk_mirror m ON m.conversation_id = c.id
                WHERE c.last_activity_at >= :since AND c.channel <> 'drill' AND c.last_seq > COALESCE(m.shown_seq, 0)
                  AND (m.conversation_id IS NULL OR (m.next_attempt_at <= :now AND m.forgotten = FALSE))
                ORDER BY COALESCE(m.next_attempt_at, c.last_activity_at), c.id FETCH FIRST 50 ROWS ONLY
                """)
        List<Long> listBehind(Instant since, Instant now);

        @Query("""
                INSERT INTO desk_mirror (conversation_id, desk, destination, thread_id, shown_seq, attempts,
                    next_attempt_at, forgotten)
                VALUES (:conversationId, :desk, :destination, NULL, 0, 0, :now, FALSE) ON CONFLICT DO NOTHING
                """)
        void insertIfAbsent(long conversationId, String desk, String destination, Instant now);

        @Query("""
                SELECT conversation_id, desk, destination, thread_id, shown_seq, attempts FROM desk_mirror
                WHERE conversation_id = :conversationId
                """)
        Optional<Mirror> find(long conversationId);

        @Query("""
                SELECT conversation_id, desk, destination, thread_id, shown_seq, attempts FROM desk_mirror
                WHERE forgotten AND next_attempt_at <= :now ORDER BY conversation_id FETCH FIRST 50 ROWS ONLY
                """)
        List<Mirror> listForgotten(Instant now);

        @Query("UPDATE desk_mirror SET attempts = 1 WHERE conversation_id = :conversationId")
        void updateBegun(long conversationId);

        @Query("""
                UPDATE desk_mirror SET thread_id = :threadId, shown_seq = :seq, attempts = 0
                WHERE conversation_id = :conversationId
                """)
        void updateShown(long conversationId, @Nullable String threadId, long seq);

        @Query("UPDATE desk_mirror SET attempts = 0 WHERE conversation_id = :conversationId")
        void updateNotBegun(long conversationId);

        @Query("UPDATE desk_mirror SET next_attempt_at = :then WHERE conversation_id = :conversationId")
        void updateLater(long conversationId, Instant then);

        @Query("""
                UPDATE desk_mirror SET forgotten = FALSE, shown_seq = (SELECT c.last_seq FROM conversation c
                    WHERE c.id = desk_mirror.conversation_id)
                WHERE conversation_id = :conversationId
                """)
        void updateCleared(long conversationId);
    }
}
