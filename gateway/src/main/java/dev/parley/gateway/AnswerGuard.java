package dev.parley.gateway;

import dev.parley.gateway.answer.ApprovedArticles;
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
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.Verdict;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds answers back that waited in the outbox while a person took over, somebody paused answers, or their article was changed.
 * Everything that is no answer may go. Thread-safe.
 */
@Singleton
final class AnswerGuard implements SendGuard {

    /** An answer that leaves sooner was held against its article when it was decided. */
    private static final Duration WAITED = Duration.ofSeconds(5);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final TurnRepository turns;
    private final Pauses pauses;
    private final Objections objections;
    private final ApprovedArticles articles;
    private final Policies policies;
    private final Conversations conversations;
    private final Handoffs handoffs;
    private final Corrections corrections;
    private final Clock clock;

    AnswerGuard(TurnRepository turns, Pauses pauses, Objections objections, ApprovedArticles articles,
            Policies policies, Conversations conversations, Handoffs handoffs, Corrections corrections, Clock clock) {
        this.turns = turns;
        this.pauses = pauses;
        this.objections = objections;
        this.articles = articles;
        this.policies = policies;
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.corrections = corrections;
        this.clock = clock;
    }

    @Override
    public boolean allows(Conversation conversation, Line line) {
        return line.turnId() == null || (conversation.handler() == Conversation.Handler.BOT
                && objection(conversation, line).isEmpty());
    }

    /** What has come to speak against the answer that the line belongs to. */
    private Optional<Verdict.HandOff> objection(Conversation conversation, Line line) {
        boolean hasWaited = line.saidAt().plus(WAITED).isBefore(clock.instant());
        if (line.turnId() == null || (pauses.areNone() && !hasWaited)) {
            return Optional.empty();
        }
        List<Line> answers = conversations.listAnswers(conversation, line.turnId());
        if (answers.isEmpty()) {
            // A question back.
            return turns.findById(line.turnId())
                    .flatMap(turn -> objections.pause(conversation.channel(), List.of(turn.category())));
        }
        for (Line answer : answers) {
            Optional<Article> approved = Optional.ofNullable(answer.articleId()).flatMap(id -> articles.findApproved(
                    new ArticleKey(id, String.valueOf(answer.articleLanguage()))));
            if (hasWaited && approved.filter(article -> says(article, answer.text())).isEmpty()) {
                return Optional.of(new Verdict.HandOff(Reason.NOT_SURE, null,
                        approved.map(Article::category).orElse(RuleBook.UNCATEGORISED), Priority.NORMAL,
                        "the article was changed or withdrawn before this answer was sent"));
            }
            Optional<Verdict.HandOff> pause = approved
                    .flatMap(article -> objections.pause(conversation.channel(), List.of(article.category())));
            if (pause.isPresent()) {
                return pause;
            }
        }
        return Optional.empty();
    }

    private static boolean says(Article article, String text) {
        return article.audience() == Audience.PUBLIC
                && SPACE.matcher(article.body()).replaceAll(" ").contains(SPACE.matcher(text).replaceAll(" "));
    }

    @Override
    public void heldBack(Conversation conversation, Line line) {
        Conversation locked = conversations.getLocked(conversation.key());
        Optional<TurnOutcome> turn = Optional.ofNullable(line.turnId()).flatMap(turns::findById);
        if (locked.handler() == Conversation.Handler.BOT && turn.isPresent()) {
            TurnOutcome answered = turn.get();
            Verdict.HandOff why = objection(conversation, line).orElseGet(() -> new Verdict.HandOff(Reason.POLICY_PAUSE,
                    null, answered.category(), Priority.NORMAL, "answers were paused before this one was sent"));
            conversations.save(handoffs.open(locked, new Handoffs.Opening(answered.key(), why.reason(), null,
                    why.category(), why.priority(), why.why(), answered.hits(), line.text(),
                    policies.current().voice().towards(locked.channel(), locked.customerName())
                            .handoff(why.reason(), locked.language()))));
        }
    }

    @Override
    public void stands(Conversation conversation, Line line, boolean isTakenBack) {
        corrections.sayOtherwise(conversations.getLocked(conversation.key()), String.valueOf(line.agentName()),
                isTakenBack ? null : line.text());
    }
}
