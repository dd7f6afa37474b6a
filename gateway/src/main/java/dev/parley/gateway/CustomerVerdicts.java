package dev.parley.gateway;

import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffEvent;
import dev.parley.gateway.handoff.HandoffEvents;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.handoff.Ratings;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rules.Escalation;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * What customers say about an answer or a person: thumbs, the answer to "did that help?", ratings. None of these is a turn.
 * Called within the transaction that the inbox worker opened; thread-safe.
 */
@Singleton
final class CustomerVerdicts {

    private final Conversations conversations;
    private final Handoffs handoffs;
    private final Ratings ratings;
    private final HandoffEvents events;
    private final TurnRepository turns;
    private final Policies policies;
    private final Clock clock;

    CustomerVerdicts(Conversations conversations, Handoffs handoffs, Ratings ratings, HandoffEvents events,
            TurnRepository turns, Policies policies, Clock clock) {
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.ratings = ratings;
        this.events = events;
        this.turns = turns;
        this.policies = policies;
        this.clock = clock;
    }

    /** @return false when the event is no verdict, but something to decide */
    boolean take(InboxItem item) {
        return switch (item.kind()) {
            case FEEDBACK -> {
                unhelpful(conversations.getLocked(item.conversationId()),
                        Long.parseLong(item.content().split(":")[0]));
                yield true;
            }
            case CHOICE -> {
                Optional<Ratings.Given> rating = Ratings.read(item.content());
                rating.ifPresent(given -> rated(item.conversationId(), given));
                Optional<FollowUps.Said> said = FollowUps.read(item.content());
                said.ifPresent(given -> answered(item.conversationId(), given));
                yield rating.isPresent() || said.isPresent();
            }
            case MESSAGE, FILE, NOTE -> false;
        };
    }

    private void rated(long conversationId, Ratings.Given given) {
        Handoff handoff = handoffs.get(given.handoffId());
        Conversation conversation = conversations.getLocked(conversationId);
        // Who resolved it: since the question another may have taken it on.
        String agent = events.findByHandoffIdOrderById(given.handoffId()).reversed().stream()
                .filter(event -> event.kind() == HandoffEvent.Kind.RESOLVED).map(HandoffEvent::person).findFirst()
                .orElse(handoff.agentName());
        if (handoff.conversationId() != conversationId || agent == null) {
            return;
        }
        if (ratings.insertIfAbsent(given.handoffId(), conversationId, agent, given.score(), clock.instant()) == 1) {
            events.addOnce(HandoffEvent.rated(given.handoffId(), given.score(), clock.instant()));
            sayUnlessToAPerson(conversation, voice(conversation).ratingThanks(conversation.language()));
        } else {
            ratings.updateScore(given.handoffId(), given.score(), clock.instant());
        }
    }

    private void answered(long conversationId, FollowUps.Said said) {
        Conversation conversation = conversations.getLocked(conversationId);
        if (!conversations.judge(conversation, said.turnId(), said.helped(), null)) {
            return;
        }
        if (said.helped()) {
            sayUnlessToAPerson(conversation, voice(conversation).helpedThanks(conversation.language()));
        } else {
            unhelpful(conversation, said.turnId());
        }
    }

    /** An old button may be pressed while a person has the conversation: then the bot takes note, in silence. */
    private void sayUnlessToAPerson(Conversation conversation, String words) {
        if (conversation.handler() == Conversation.Handler.BOT) {
            conversations.save(conversations.say(conversation, Line.bot(words)));
        }
    }

    /** An answer was marked as not helpful: after so many, a person takes over. */
    private void unhelpful(Conversation conversation, long turnId) {
        Escalation escalation = policies.current().rules().escalation();
        TurnOutcome turn = turns.findById(turnId).orElseThrow();
        if (conversation.handler() != Conversation.Handler.BOT || escalation.unhelpfulAnswers() == 0
                || turns.countUnhelpful(conversation.key()) < escalation.unhelpfulAnswers()) {
            return;
        }
        conversations.save(handoffs.open(conversation, new Handoffs.Opening(turn.key(), Reason.REPEATED_FAILURE, null,
                turn.category(), escalation.priorityFor(conversation.customerId(), escalation.failed()),
                "the customer marked the answer as not helpful", turn.hits(), null,
                voice(conversation).handoff(Reason.REPEATED_FAILURE, conversation.language()))));
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }
}
