package dev.parley.gateway;

import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.intake.TurnHandler;
import dev.parley.gateway.metrics.ArticleTried;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Has each accepted event decided, acts on the decision and records the outcome, all in the one transaction that the
 * inbox worker opened. Thread-safe.
 */
@Singleton
final class TurnActs implements TurnHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TurnActs.class);

    private final MessagePipeline pipeline;
    private final Voice voice;
    private final Conversations conversations;
    private final Handoffs handoffs;
    private final TurnRepository turns;
    private final MeterRegistry meters;
    private final Clock clock;

    TurnActs(MessagePipeline pipeline, Voice voice, Conversations conversations, Handoffs handoffs,
            TurnRepository turns, MeterRegistry meters, Clock clock) {
        this.pipeline = pipeline;
        this.voice = voice;
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.turns = turns;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void handle(InboxItem item) {
        Conversation before = conversations.get(item.conversationId());
        String language = languageOf(item, before);
        Decision draft = decide(item, before, language);
        // Look again, now that nobody else can change the conversation: a person may have taken over meanwhile.
        Conversation conversation = conversations.getLocked(item.conversationId()).in(language);
        Decision decision = conversation.handler() == Conversation.Handler.BOT ? draft : new Decision.LeaveToHuman();
        TurnOutcome outcome = turns.save(outcome(item, conversation, decision));
        conversations.save(act(conversation, decision, outcome));
        report(outcome);
    }

    /** A button speaks no language: it stays what it was. */
    private String languageOf(InboxItem item, Conversation conversation) {
        return item.kind() == InboxItem.Kind.MESSAGE
                ? pipeline.languageOf(item.content(), conversation.language())
                : conversation.language();
    }

    private Decision decide(InboxItem item, Conversation conversation, String language) {
        if (conversation.handler() != Conversation.Handler.BOT) {
            return new Decision.LeaveToHuman();
        }
        return switch (item.kind()) {
            case MESSAGE -> pipeline.decide(item.content(), language, turns.findLastRetrieved(conversation.key())
                    .map(TurnOutcome::text).orElse(null));
            case CHOICE -> choose(item.content(), language);
            case FEEDBACK -> throw new IllegalStateException("feedback is settled when it is accepted");
        };
    }

    private Decision choose(String choiceId, String language) {
        return Clarification.read(choiceId)
                .flatMap(pick -> turns.findById(pick.turnId())
                        .flatMap(turn -> pick.article(ArticleTried.fromJson(turn.hits()), turn.language())
                                .map(article -> pipeline.picked(turn.text(), article, language))))
                .orElseGet(() -> pipeline.personWanted(language));
    }

    private Conversation act(Conversation conversation, Decision decision, TurnOutcome outcome) {
        return switch (decision) {
            case Decision.Answer answer -> answer(conversation, answer, outcome);
            case Decision.Clarify clarify -> conversations.say(conversation, Line.question(clarify.words(),
                    Clarification.choices(outcome.key(), clarify.options(), clarify.hits(),
                            voice.noneOfThese(conversation.language()))));
            case Decision.SmallTalk talk -> conversations.say(conversation, Line.bot(talk.words()));
            case Decision.Handoff handoff -> handoffs.open(conversation, outcome.key(), handoff.reason().code(),
                    handoff.rule(), handoff.category(), handoff.priority(), articlesTried(outcome), handoff.words());
            case Decision.LeaveToHuman leave -> conversation;
        };
    }

    private Conversation answer(Conversation conversation, Decision.Answer answer, TurnOutcome outcome) {
        Conversation next = answer.introduction() == null
                ? conversation
                : conversations.say(conversation, Line.bot(answer.introduction()));
        for (Hit hit : answer.answers()) {
            Passage passage = hit.passage();
            next = conversations.say(next, Line.answer(passage.text(), outcome.key(), passage.article().id(),
                    passage.article().language(), passage.title(), passage.url(), passage.updated()));
        }
        return next;
    }

    /** What an agent should know was tried: for this message, or, when it asked nothing, for the one before. */
    private String articlesTried(TurnOutcome outcome) {
        return outcome.reachedRetrieval()
                ? outcome.hits()
                : turns.findLastRetrieved(outcome.conversationId()).map(TurnOutcome::hits).orElse(outcome.hits());
    }

    private TurnOutcome outcome(InboxItem item, Conversation conversation, Decision decision) {
        String hits = ArticleTried.toJson(ArticleTried.of(decision.hits()));
        @Nullable
        Double confidence = decision.hits().isEmpty() ? null : decision.hits().getFirst().confidence();
        return switch (decision) {
            case Decision.Answer answer -> {
                Passage passage = answer.best().passage();
                yield new TurnOutcome(null, conversation.key(), item.key(), item.seq(), item.channel(), item.content(),
                        conversation.language(), item.acceptedAt(), clock.instant(), TurnOutcome.Kind.ANSWER, null,
                        null, passage.category(), true, passage.article().id(), passage.article().language(),
                        passage.hash(), passage.start(), passage.end(), confidence, hits);
            }
            case Decision.Handoff handoff -> unanswered(item, conversation, TurnOutcome.Kind.HANDOFF,
                    handoff.reason().code(), handoff.rule(), handoff.category(), handoff.reachedRetrieval(), confidence,
                    hits);
            case Decision.Clarify clarify -> unanswered(item, conversation, TurnOutcome.Kind.CLARIFY, null, null,
                    clarify.options().getFirst().passage().category(), true, confidence, hits);
            case Decision.SmallTalk talk -> unanswered(item, conversation, TurnOutcome.Kind.SMALLTALK, null, null,
                    RuleBook.UNCATEGORISED, false, null, hits);
            case Decision.LeaveToHuman leave -> unanswered(item, conversation, TurnOutcome.Kind.LEAVE_TO_HUMAN, null,
                    null, RuleBook.UNCATEGORISED, false, null, hits);
        };
    }

    private TurnOutcome unanswered(InboxItem item, Conversation conversation, TurnOutcome.Kind kind,
            @Nullable String reason, @Nullable String rule, String category, boolean reachedRetrieval,
            @Nullable Double confidence, String hits) {
        return new TurnOutcome(null, conversation.key(), item.key(), item.seq(), item.channel(), item.content(),
                conversation.language(), item.acceptedAt(), clock.instant(), kind, reason, rule, category,
                reachedRetrieval, null, null, null, null, null, confidence, hits);
    }

    private void report(TurnOutcome outcome) {
        String reason = outcome.reason() == null ? "" : outcome.reason();
        meters.counter("parley.turns", List.of(io.micrometer.core.instrument.Tag.of("channel", outcome.channel()),
                io.micrometer.core.instrument.Tag.of("decision", outcome.decision().code()),
                io.micrometer.core.instrument.Tag.of("reason", reason))).increment();
        try (MDC.MDCCloseable conversation = MDC.putCloseable("conversation", String.valueOf(outcome.conversationId()));
                MDC.MDCCloseable turn = MDC.putCloseable("turn", String.valueOf(outcome.key()));
                MDC.MDCCloseable channel = MDC.putCloseable("channel", outcome.channel())) {
            LOG.info("turn {} in conversation {} on {}: {}{}{}", outcome.key(), outcome.conversationId(),
                    outcome.channel(), outcome.decision().code(), reason.isEmpty() ? "" : " " + reason,
                    outcome.articleId() == null ? "" : " " + outcome.articleId());
        }
    }
}
