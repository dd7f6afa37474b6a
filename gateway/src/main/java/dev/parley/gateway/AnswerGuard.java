package dev.parley.gateway;

import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.SendGuard;
import dev.parley.gateway.handoff.Corrections;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rollout.Pauses;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Holds answers back that waited in the outbox while a person took over or somebody paused answers. Everything that is no
 * answer may go. Thread-safe.
 */
@Singleton
final class AnswerGuard implements SendGuard {

    private final TurnRepository turns;
    private final Pauses pauses;
    private final Policies policies;
    private final Conversations conversations;
    private final Handoffs handoffs;
    private final Corrections corrections;

    AnswerGuard(TurnRepository turns, Pauses pauses, Policies policies, Conversations conversations,
            Handoffs handoffs, Corrections corrections) {
        this.turns = turns;
        this.pauses = pauses;
        this.policies = policies;
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.corrections = corrections;
    }

    @Override
    public boolean allows(Conversation conversation, Line line) {
        if (line.turnId() == null) {
            return true;
        }
        return conversation.handler() == Conversation.Handler.BOT
                && (pauses.areNone() || turnOf(line)
                        .flatMap(turn -> pauses.find(conversation.channel(), turn.category())).isEmpty());
    }

    @Override
    public void heldBack(Conversation conversation, Line line) {
        Conversation locked = conversations.getLocked(conversation.key());
        if (locked.handler() == Conversation.Handler.BOT) {
            turnOf(line).ifPresent(turn -> conversations.save(handoffs.open(locked, new Handoffs.Opening(turn.key(),
                    Reason.POLICY_PAUSE, null, turn.category(), Priority.NORMAL,
                    "answers were paused before this one was sent", turn.hits(), line.text(),
                    policies.current().voice().towards(locked.channel(), locked.customerName())
                            .handoff(Reason.POLICY_PAUSE, locked.language())))));
        }
    }

    @Override
    public void stands(Conversation conversation, Line line, boolean isTakenBack) {
        corrections.sayOtherwise(conversations.getLocked(conversation.key()), String.valueOf(line.agentName()),
                isTakenBack ? null : line.text());
    }

    private Optional<TurnOutcome> turnOf(Line line) {
        return Optional.ofNullable(line.turnId()).flatMap(turns::findById);
    }
}
