package dev.parley.gateway.desk;

import dev.parley.connectors.desk.AgentDesk;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Agent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What agents do at their desks. Thread-safe. */
@Singleton
public final class Desks implements DeskHost {

    private final List<AgentDesk> desks;
    private final Handoffs handoffs;
    private final Conversations conversations;
    private final DeskRepository cards;
    private final Transactions transactions;
    private final Policies policies;

    Desks(List<AgentDesk> desks, Handoffs handoffs, Conversations conversations, DeskRepository cards,
            Transactions transactions, Policies policies) {
        this.desks = desks;
        this.handoffs = handoffs;
        this.conversations = conversations;
        this.cards = cards;
        this.transactions = transactions;
        this.policies = policies;
    }

    /** All of them begin to receive. */
    public void start() {
        desks.forEach(desk -> desk.start(this));
    }

    /** None receives any more. */
    public void stop() {
        desks.forEach(AgentDesk::stop);
    }

    @Override
    public Optional<String> findAgent(String deskId, String userId) {
        return policies.current().routing().findSlackAgent(userId).map(Agent::name);
    }

    @Override
    public boolean isDestination(String deskId, String destination) {
        return policies.current().routing().isSlackDestination(destination);
    }

    @Override
    public Optional<Long> findHandoff(String deskId, String destination, String cardId) {
        // Asked before, not after: a card that is stored between the two looks is then found.
        boolean isOpening = cards.countOpening(deskId, destination) > 0;
        Optional<Long> known = cards.findHandoff(deskId, destination, cardId);
        if (known.isEmpty() && isOpening) {
            throw new IllegalStateException(
                    "a card is just being shown there; whether it is this one is not known yet");
        }
        return known;
    }

    @Override
    public List<Place> listOpenCards(String deskId) {
        return cards.listOpen(deskId).stream()
                .map(card -> new Place(card.destination(), card.cardId() == null ? "" : card.cardId())).toList();
    }

    @Override
    public Answer claim(long handoffId, String agent) {
        return answer(() -> handoffs.claim(handoffId, agent));
    }

    @Override
    public Answer reply(long handoffId, String agent, String text, String origin) {
        return answer(() -> transactions.call(() -> {
            Handoff before = handoffs.get(handoffId);
            long lastSeq = conversations.getLocked(before.conversationId()).lastSeq();
            if (cards.insertReplyIfAbsent(origin, handoffId) == 0) {
                return before;
            }
            Handoff after = handoffs.reply(handoffId, agent, text);
            cards.updateReply(origin, before.conversationId(), lastSeq + 1,
                    conversations.get(before.conversationId()).lastSeq());
            return after;
        }));
    }

    @Override
    public void setAside(long handoffId, String origin) {
        transactions.run(() -> {
            if (cards.insertReplyIfAbsent(origin, handoffId) == 1) {
                cards.updateTold(origin);
            }
        });
    }

    @Override
    public Answer resolve(long handoffId, String agent) {
        return answer(() -> handoffs.resolve(handoffId, agent));
    }

    @Override
    public Answer giveBack(long handoffId, String agent) {
        return answer(() -> handoffs.giveBack(handoffId, agent));
    }

    private static Answer answer(Runnable change) {
        try {
            change.run();
            return new Answer.Done();
        } catch (ParleyException e) {
            if (e.code() == ErrorCode.CONFLICT || e.code() == ErrorCode.NOT_FOUND) {
                return new Answer.Refused(e.message());
            }
            throw e;
        }
    }
}
