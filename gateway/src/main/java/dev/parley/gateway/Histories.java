package dev.parley.gateway;

import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.metrics.TurnOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went before a message, from the last turns of its conversation. Pure. */
final class Histories {

    /** So many turns back a conversation is looked at. */
    static final int TURNS = 12;
    /** A topic may be split over so many messages before this one, within so long. */
    private static final int MESSAGES_BEFORE = 2;
    private static final Duration TOGETHER = Duration.ofMinutes(30);

    private Histories() {}

    /** @param newestFirst the last turns, whatever came of them */
    static Inquiry.History of(InboxItem item, List<TurnOutcome> newestFirst) {
        List<String> before = new ArrayList<>();
        Map<String, Integer> answered = new HashMap<>();
        List<String> questions = new ArrayList<>();
        int clarifications = 0;
        boolean inARow = true;
        for (TurnOutcome turn : sincePerson(newestFirst)) {
            boolean isRecent = Duration.between(turn.acceptedAt(), item.acceptedAt()).compareTo(TOGETHER) <= 0;
            if (before.size() < MESSAGES_BEFORE && isRecent && isMessage(turn)) {
                before.addFirst(turn.text());
            }
            if (turn.reachedRetrieval() && isMessage(turn)) {
                questions.addFirst(turn.text());
            }
            if (turn.decision() == TurnOutcome.Kind.ANSWER && turn.articleId() != null && turn.spanStart() != null) {
                answered.merge(Inquiry.History.answer(turn.articleId(), turn.spanStart()), 1, Integer::sum);
            }
            inARow &= turn.decision() == TurnOutcome.Kind.CLARIFY;
            clarifications += inARow ? 1 : 0;
        }
        return new Inquiry.History(before, lastAsked(questions), answered, clarifications);
    }

    /** The last question with what it was about: one follow-up may come after another. */
    private static @Nullable String lastAsked(List<String> questions) {
        String asked = null;
        for (String question : questions) {
            asked = Answerer.topic(question, asked);
        }
        return asked;
    }

    /** What the customer wrote just before and nobody answered, because this message came: both are decided together. */
    static String together(InboxItem item, List<TurnOutcome> newestFirst) {
        List<String> texts = new ArrayList<>();
        texts.add(item.content());
        for (TurnOutcome turn : newestFirst) {
            boolean isButton = !isMessage(turn);
            if (turn.decision() != TurnOutcome.Kind.SUPERSEDED && !isButton) {
                break;
            }
            if (!isButton) {
                texts.addFirst(turn.text());
            }
        }
        return String.join("\n", texts).strip();
    }

    private static List<TurnOutcome> sincePerson(List<TurnOutcome> newestFirst) {
        List<TurnOutcome> since = new ArrayList<>();
        for (TurnOutcome turn : newestFirst) {
            if (turn.decision() == TurnOutcome.Kind.HANDOFF || turn.decision() == TurnOutcome.Kind.LEAVE_TO_HUMAN) {
                break;
            }
            since.add(turn);
        }
        return since;
    }

    /** A pressed button is no text of the customer's. */
    static boolean isMessage(TurnOutcome turn) {
        return Clarification.read(turn.text()).isEmpty() && !turn.text().equals(InboundEvent.Choice.TALK_TO_A_PERSON);
    }
}
