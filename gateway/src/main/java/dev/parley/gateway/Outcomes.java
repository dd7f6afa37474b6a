package dev.parley.gateway;

import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.metrics.ArticleTried;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.kb.Passage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decisions as the rows that are stored of them. Pure. */
final class Outcomes {

    private Outcomes() {}

    static TurnOutcome of(InboxItem item, Conversation conversation, Decided decided, Instant now) {
        Decision decision = decided.decision();
        Row row = new Row(item, conversation, decided, now);
        return switch (decision) {
            case Decision.Answer answer -> row.answer(answer.best().passage());
            case Decision.Handoff handoff -> row.of(TurnOutcome.Kind.HANDOFF, handoff.reason().code(), handoff.rule(),
                    handoff.category(), handoff.reachedRetrieval());
            case Decision.Clarify clarify -> row.of(TurnOutcome.Kind.CLARIFY, null, null,
                    clarify.options().getFirst().passage().category(), true);
            case Decision.SmallTalk talk -> row.of(TurnOutcome.Kind.SMALLTALK, null, null, RuleBook.UNCATEGORISED,
                    false);
            case Decision.LeaveToHuman leave -> row.of(TurnOutcome.Kind.LEAVE_TO_HUMAN, null, null,
                    RuleBook.UNCATEGORISED, false);
            case Decision.Superseded superseded -> row.of(TurnOutcome.Kind.SUPERSEDED, null, null,
                    RuleBook.UNCATEGORISED, false);
        };
    }

    private record Row(InboxItem item, Conversation conversation, Decided decided, Instant now) {

        TurnOutcome answer(Passage passage) {
            return new TurnOutcome(null, conversation.key(), item.key(), item.seq(), item.channel(), item.content(),
                    conversation.language(), item.acceptedAt(), now, TurnOutcome.Kind.ANSWER, null, null,
                    passage.category(), true, passage.article().id(), passage.article().language(), passage.hash(),
                    passage.start(), passage.end(), confidence(), hits(), decided.record().toJson());
        }

        TurnOutcome of(TurnOutcome.Kind kind, @Nullable String reason, @Nullable String rule, String category,
                boolean reachedRetrieval) {
            return new TurnOutcome(null, conversation.key(), item.key(), item.seq(), item.channel(), item.content(),
                    conversation.language(), item.acceptedAt(), now, kind, reason, rule, category, reachedRetrieval,
                    null, null, null, null, null, confidence(), hits(), decided.record().toJson());
        }

        private @Nullable Double confidence() {
            return decided.decision().hits().isEmpty() ? null : decided.decision().hits().getFirst().confidence();
        }

        private String hits() {
            return ArticleTried.toJson(ArticleTried.of(decided.decision().hits()));
        }
    }
}
