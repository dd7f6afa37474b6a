package dev.parley.gateway.knowledge;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.metrics.DecisionRecord;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.kb.training.Labelled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What owners and agents say answers customers' questions. The knowledge base learns from it in the background, within a
 * second on every replica. Thread-safe.
 */
@Singleton
public class Judgements {

    private final JudgementRepository judgements;
    private final TurnRepository turns;
    private final ArticleStore articles;
    private final Transactions transactions;
    private final Clock clock;

    Judgements(JudgementRepository judgements, TurnRepository turns, ArticleStore articles,
            Transactions transactions, Clock clock) {
        this.judgements = judgements;
        this.turns = turns;
        this.articles = articles;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Judges a turn's question, or judges it anew.
     *
     * @param articleId what answers it; null: nothing does
     * @param by a name
     * @throws ParleyException INVALID_REQUEST when there is no such article; CONFLICT when the knowledge base was not asked,
     *         or what it was asked is no longer kept
     */
    public Judgement judge(long turnId, @Nullable String articleId, String by) {
        if (articleId != null && articles.rows().keySet().stream().noneMatch(key -> key.id().equals(articleId))) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "There is no article " + articleId + ".");
        }
        return transactions.call(() -> {
            // What is forgotten while somebody judges it must not come back.
            judgements.lockTurn(turnId);
            TurnOutcome turn = turns.findById(turnId).orElseThrow();
            judgements.deleteById(turnId);
            return judgements.save(new Judgement(turnId, questionOf(turn), turn.language(), articleId, by,
                    clock.instant()));
        });
    }

    /** As the knowledge base was asked: with the messages before it that it was decided together with. */
    private static String questionOf(TurnOutcome turn) {
        String json = turn.record();
        if (!turn.reachedRetrieval() || json == null) {
            throw new ParleyException(ErrorCode.CONFLICT, "Turn " + turn.key() + " can't be judged: "
                    + (turn.reachedRetrieval()
                            ? "what was asked is no longer kept."
                            : "the knowledge base was asked nothing."));
        }
        DecisionRecord record = DecisionRecord.fromJson(json);
        return Answerer.asked(record.text(), record.previousQuestion());
    }

    /** Takes a judgement back; nothing when there is none. */
    public void takeBack(long turnId) {
        judgements.deleteById(turnId);
    }

    /** Empty when nobody judged this turn. */
    public Optional<Judgement> find(long turnId) {
        return judgements.findById(turnId);
    }

    /** The last 500 whose question is still known. */
    List<Judgement> listNewestFirst() {
        return judgements.listNewestFirst();
    }

    /** Another value whenever {@link #list} has changed. */
    Object version() {
        return judgements.version();
    }

    /** What can be learned from, the oldest first. */
    List<Labelled> list() {
        return judgements.listSpeaking().stream().map(Judgement::toLabelled).toList();
    }
}
