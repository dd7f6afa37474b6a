package dev.parley.gateway.desk;

import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.desk.AgentDesk;
import dev.parley.connectors.desk.HandoffCard;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.drafts.ArticleDraft;
import dev.parley.gateway.drafts.Drafts;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffEvent;
import dev.parley.gateway.handoff.HandoffEvents;
import dev.parley.gateway.handoff.Handoffs;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the desks show with what there is, and shows the difference, again and again until they took it. Nothing is
 * queued, so nothing can be lost: after an hour without a desk the cards are opened and filled up in order. Of several
 * replicas one does so. Thread-safe.
 */
@Singleton
class DeskSync {

    private static final Logger LOG = LoggerFactory.getLogger(DeskSync.class);
    private static final String LEASE_NAME = "desk-sync";
    /** A desk that was away for longer need not be told any more that something was resolved. */
    private static final Duration LATE = Duration.ofDays(7);
    /** A channel that takes longer has a reason to. Chosen, not measured. */
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;
    /** Longer than showing one handoff takes, with each call at its limit. */
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration REFUSED = Duration.ofMinutes(1);
    /** One desk may be down while another is not. */
    private static final Duration NOT_READY = Duration.ofSeconds(5);
    /** After so many refusals in a row the fallback is tried. */
    private static final int PATIENCE = 2;

    private final Places places;
    private final DeskRepository cards;
    private final Handoffs handoffs;
    private final HandoffEvents events;
    /** Asked for once a desk is ready, and not before: they load the index, which only the start itself may do. */
    private final BeanProvider<Drafts> drafts;
    private final ThreadLines thread;
    private final Conversations conversations;
    private final Transactions transactions;
    private final Leases leases;
    private final Clock clock;
    private final Map<String, Instant> quietUntil = new ConcurrentHashMap<>();
    /** Handoffs whose lines were all taken when they were last added; of the others the desk is asked. */
    private final Map<Long, Boolean> settled = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    DeskSync(Places places, DeskRepository cards, Handoffs handoffs, HandoffEvents events,
            BeanProvider<Drafts> drafts, ThreadLines thread, Conversations conversations,
            Transactions transactions, Leases leases, Clock clock) {
        this.places = places;
        this.cards = cards;
        this.handoffs = handoffs;
        this.events = events;
        this.drafts = drafts;
        this.thread = thread;
        this.conversations = conversations;
        this.transactions = transactions;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "500ms")
    void sweep() {
        if (!places.isAnyReady() || places.find(null).isEmpty() || !leases.take(LEASE_NAME, LEASE)) {
            // Another replica may show lines now of which this one knows nothing.
            settled.clear();
            return;
        }
        Instant now = clock.instant();
        for (long handoffId : cards.listBehind(now, now.minus(LATE))) {
            if (!leases.take(LEASE_NAME, LEASE)) {
                return;
            }
            try {
                show(handoffId);
            } catch (RuntimeException e) {
                LOG.error("handoff {} could not be shown at the desk; it is tried again", handoffId, e);
                cards.updateLater(handoffId, clock.instant().plus(REFUSED));
            }
        }
        drafts.get().listBehind().forEach(this::show);
        events.listUntold().forEach(this::remark);
        cards.listWaiting(clock.instant().minus(SLOW)).forEach(this::tellWaiting);
        cards.listFates().forEach(this::tell);
        cards.listForgotten().forEach(this::clear);
    }

    /** A desk that hears now what is not urgent; as long as it wants to hear nothing, only cards and lines are tried. */
    private Optional<AgentDesk> findHearing(String deskId) {
        return places.findDesk(deskId).filter(AgentDesk::isReady)
                .filter(desk -> !clock.instant().isBefore(quietUntil.getOrDefault(desk.id(), Instant.EPOCH)));
    }

    private Optional<DeskCard> findShown(long handoffId) {
        return cards.findByHandoffId(handoffId).filter(shown -> shown.cardId() != null);
    }

    /** The card itself stays, without a word of the customer's. */
    private void clear(DeskCard card) {
        Optional<AgentDesk> desk = findHearing(card.desk());
        if (desk.isPresent()) {
            clear(desk.get(), card);
        }
    }

    private void clear(AgentDesk desk, DeskCard card) {
        Handoff handoff = handoffs.get(card.handoffId());
        HandoffCard empty = Cards.of(handoff, conversations.get(handoff.conversationId()), List.of(), null);
        for (DeskRepository.Former former : cards.listFormers(card.handoffId())) {
            AgentDesk at = places.findDesk(former.desk()).orElse(desk);
            if (clear(at, empty.moved(), former.destination(), former.cardId()) instanceof SendResult.Retryable later) {
                beQuiet(at, later);
                return;
            }
        }
        String cardId = card.cardId();
        if (cardId == null && card.attempts() > 0) {
            // It may stand there, under a name that the next attempt to show it finds out.
            return;
        }
        // It moved, and the new place has nothing of it yet.
        SendResult result = cardId == null
                ? new SendResult.Delivered("")
                : clear(desk, empty, card.destination(), cardId);
        switch (result) {
            case SendResult.Retryable later -> beQuiet(desk, later);
            case SendResult.Rejected rejected -> {
                LOG.error("what the desk shows of the forgotten customer of handoff {} must be deleted by hand: {}",
                        card.handoffId(), rejected.why());
                cards.updateCleared(card.handoffId());
            }
            case SendResult.Delivered delivered -> {
                cards.updateCleared(card.handoffId());
                cards.deleteFormers(card.handoffId());
            }
        }
    }

    private static SendResult clear(AgentDesk desk, HandoffCard empty, String destination, String cardId) {
        SendResult result = desk.clear(destination, cardId);
        return result instanceof SendResult.Delivered ? desk.update(empty, destination, cardId) : result;
    }

    private void tell(DeskRepository.Fate fate) {
        String why = fate.error() == null ? "" : fate.error();
        AgentDesk.Fate became = fate.refused() > 0
                ? AgentDesk.Fate.REFUSED
                : fate.queued() ? AgentDesk.Fate.DELIVERED_LATE : AgentDesk.Fate.DELIVERED;
        tell(fate, became, why, () -> transactions.run(() -> {
            // Whoever sends it again meanwhile is waited for, and seen.
            cards.lockReply(fate.origin());
            cards.updateTold(fate.origin(), fate.refused());
        }));
    }

    private void tellWaiting(DeskRepository.Fate reply) {
        tell(reply, AgentDesk.Fate.QUEUED, "", () -> cards.updateQueued(reply.origin()));
    }

    private void tell(DeskRepository.Fate reply, AgentDesk.Fate became, String why, Runnable told) {
        findHearing(reply.desk()).ifPresent(desk -> heard(desk,
                desk.tell(reply.destination(), reply.cardId(), reply.origin(), became, why), told));
    }

    /** What a desk refuses to hear is not said again, either. */
    private void heard(AgentDesk desk, SendResult result, Runnable told) {
        if (result instanceof SendResult.Retryable later) {
            beQuiet(desk, later);
        } else {
            told.run();
        }
    }

    private void show(ArticleDraft draft) {
        findShown(draft.handoffId()).ifPresent(card -> findHearing(card.desk()).ifPresent(desk -> {
            SendResult result = desk.draft(Cards.of(draft), card.destination(), String.valueOf(card.cardId()),
                    draft.shownId());
            switch (result) {
                case SendResult.Delivered delivered -> drafts.get().shown(draft, delivered.externalId());
                case SendResult.Rejected rejected -> {
                    LOG.error("the desk refuses draft {}: {}", draft.id(), rejected.why());
                    drafts.get().shown(draft, draft.shownId() == null ? "" : draft.shownId());
                }
                case SendResult.Retryable later -> beQuiet(desk, later);
            }
        }));
    }

    private void remark(HandoffEvent event) {
        String words = event.remark();
        Long eventId = event.id();
        Optional<DeskCard> card = findShown(event.handoffId());
        if (words == null || eventId == null || card.isEmpty() || isAboutToMove(card.get())) {
            return;
        }
        findHearing(card.get().desk()).ifPresent(desk -> heard(desk, desk.remark(event.mention(), words,
                card.get().destination(), String.valueOf(card.get().cardId())), () -> events.updateTold(eventId)));
    }

    /** Then it is said where the card will be. */
    private boolean isAboutToMove(DeskCard card) {
        Handoff handoff = handoffs.get(card.handoffId());
        return places.find(handoff.destination()).filter(spot -> hasMoved(card, handoff, spot)).isPresent();
    }

    private void beQuiet(AgentDesk desk, SendResult.Retryable later) {
        quietUntil.put(desk.id(), clock.instant().plus(later.after()));
    }

    private void show(long handoffId) {
        Handoff handoff = handoffs.get(handoffId);
        Optional<Places.Spot> found = places.find(handoff.destination());
        if (found.isEmpty()) {
            return;
        }
        Places.Spot spot = found.get();
        if (cards.insertIfAbsent(handoffId, spot.desk().id(), spot.place(), clock.instant()) == 1
                && handoff.reopens() != null) {
            cards.adopt(handoffId, handoff.reopens(), spot.desk().id(), spot.place());
        }
        DeskCard card = cards.findByHandoffId(handoffId).orElseThrow();
        AgentDesk desk = card.cardId() == null ? spot.desk() : places.findDesk(card.desk()).orElse(spot.desk());
        if (!desk.isReady()) {
            cards.updateLater(handoffId, clock.instant().plus(NOT_READY));
            return;
        }
        Conversation conversation = conversations.get(handoff.conversationId());
        List<JudgedLine> lines = conversations.listLinesAfter(conversation.key(), 0);
        HandoffCard now = Cards.of(handoff, conversation, lines,
                conversations.findLeft(conversation.key()).orElse(null));
        if (card.cardId() == null) {
            open(spot, card, now, Cards.key(handoff, lines));
        } else if (!card.shownState().isEmpty() && card.shownSeq() < conversation.lastSeq() && isLastOf(card)) {
            // Below a card that somebody deleted nothing is added: it is shown once more first.
            add(desk, card, conversation, lines);
        } else if (hasMoved(card, handoff, spot)) {
            move(desk, card, now, spot);
        } else if (!card.shownState().equals(Cards.key(handoff, lines))) {
            // Of several that share a card, the last one says how it looks.
            SendResult result = isLastOf(card)
                    ? desk.update(now, card.destination(), card.cardId())
                    : new SendResult.Delivered(card.cardId());
            String cardId = result instanceof SendResult.Delivered shown ? shown.externalId() : card.cardId();
            boolean isAnother = !cardId.equals(card.cardId());
            if (isAnother) {
                // Below a card that had to be shown once more stands nothing yet.
                leave(card, card.cardId());
            }
            settle(card, result, new Places.Spot(desk, card.destination()), cardId, Cards.key(handoff, lines),
                    isAnother ? 0 : card.shownSeq());
        }
    }

    /** Of several handoffs that share a card, because the customer came back, the last one goes on with its thread. */
    private boolean isLastOf(DeskCard card) {
        return cards.findHandoff(card.desk(), card.destination(), String.valueOf(card.cardId()))
                .filter(last -> last == card.handoffId()).isPresent();
    }

    /** Whether another team has it, which works elsewhere. A card that is where a refusal put it stays there. */
    private static boolean hasMoved(DeskCard card, Handoff handoff, Places.Spot spot) {
        boolean isThere = card.desk().equals(spot.desk().id()) && card.destination().equals(spot.place());
        return !Cards.isOf(card.shownState(), handoff.team()) && !card.shownState().isEmpty() && !isThere;
    }

    /** The old card says where it went, the next sweep opens the new one. */
    private void move(AgentDesk desk, DeskCard card, HandoffCard now, Places.Spot spot) {
        String cardId = String.valueOf(card.cardId());
        SendResult result = desk.update(now.moved(), card.destination(), cardId);
        if (result instanceof SendResult.Retryable later) {
            cards.updateLater(card.handoffId(), clock.instant().plus(later.after()));
        } else {
            leave(card, cardId);
            cards.updateMoved(card.handoffId(), spot.desk().id(), spot.place(), clock.instant());
        }
    }

    /** The handoff has another card from now on; what agents write below the old one still counts. */
    private void leave(DeskCard card, String formerId) {
        cards.insertFormer(card.desk(), card.destination(), formerId, card.handoffId());
        cards.updateElsewhere(card.handoffId());
    }

    private void open(Places.Spot own, DeskCard card, HandoffCard now, String key) {
        Places.Spot spot = card.attempts() > PATIENCE ? places.find(null).orElse(own) : own;
        // Marked before the desk hears of it, so that after a crash it is looked for.
        cards.updateBegun(card.handoffId());
        SendResult result = spot.desk().open(now, spot.place(), card.attempts() > 0);
        if (result instanceof SendResult.Delivered delivered) {
            settled.put(card.handoffId(), true);
            cards.updateShown(card.handoffId(), card.shownState(), spot.desk().id(), spot.place(),
                    delivered.externalId(), key, 0, clock.instant());
        } else {
            settle(card, result, spot, "", "", 0);
            if (card.attempts() == 0 && result instanceof SendResult.Retryable later && !later.unknown()) {
                cards.updateNotBegun(card.handoffId());
            }
        }
    }

    /** Adds as many lines as one message shows, or one file: the next ones come with the next sweep. */
    private void add(AgentDesk desk, DeskCard card, Conversation conversation, List<JudgedLine> lines) {
        ThreadLines.Batch batch = thread.next(card, conversation, lines, true);
        String cardId = card.cardId() == null ? "" : card.cardId();
        boolean again = isDoubtful(card);
        settled.remove(card.handoffId());
        SendResult result = switch (batch) {
            case ThreadLines.Batch.Wait wait -> new SendResult.Retryable(wait.time());
            case ThreadLines.Batch.Texts texts -> texts.lines().isEmpty()
                    ? new SendResult.Delivered("")
                    : desk.add(texts.lines(), again, card.destination(), cardId);
            case ThreadLines.Batch.WithFile file -> orText(
                    desk.addFile(file.line(), file.content(), card.destination(), cardId), desk, file, card, cardId);
        };
        if (result instanceof SendResult.Rejected rejected) {
            // What a desk will never take must not hide what comes after it.
            LOG.error("the desk refuses lines up to {} of handoff {}: {}", batch.last(), card.handoffId(),
                    rejected.why());
            result = desk.remark(null, "⚠️ What was said here can't be shown (" + rejected.why()
                    + "). It is on the page /admin/handoffs.", card.destination(), cardId);
        }
        settle(card, result, new Places.Spot(desk, card.destination()), cardId, card.shownState(), batch.last());
        if (result instanceof SendResult.Delivered
                || !again && result instanceof SendResult.Retryable later && !later.unknown()) {
            settled.put(card.handoffId(), true);
        }
    }

    /** Whether the last lines may have been taken although nobody said so; after a start, nobody knows. */
    private boolean isDoubtful(DeskCard card) {
        return !settled.containsKey(card.handoffId());
    }

    private static SendResult orText(SendResult result, AgentDesk desk, ThreadLines.Batch.WithFile file, DeskCard card,
            String cardId) {
        return result instanceof SendResult.Rejected rejected
                ? desk.add(List.of(file.orText(rejected.why())), true, card.destination(), cardId)
                : result;
    }

    private void settle(DeskCard card, SendResult result, Places.Spot spot, String cardId, String state, long seq) {
        Instant now = clock.instant();
        switch (result) {
            case SendResult.Delivered delivered ->
                cards.updateShown(card.handoffId(), card.shownState(), spot.desk().id(), spot.place(), cardId,
                        state, seq, now);
            case SendResult.Retryable later -> cards.updateLater(card.handoffId(), now.plus(later.after()));
            case SendResult.Rejected rejected -> {
                LOG.error("the desk refuses handoff {} at {}: {}", card.handoffId(), spot.place(), rejected.why());
                cards.updateRefused(card.handoffId(), now.plus(card.attempts() > PATIENCE ? REFUSED : Duration.ZERO));
            }
        }
    }
}
