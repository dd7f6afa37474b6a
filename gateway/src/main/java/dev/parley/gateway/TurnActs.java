package dev.parley.gateway;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.handoff.HandoffCare;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.intake.TurnHandler;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnReport;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.Verdict;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has each accepted event decided, acts on the decision and records the outcome, all in the one transaction that the
 * inbox worker opened. Thread-safe.
 */
@Singleton
final class TurnActs implements TurnHandler {

    private final MessagePipeline pipeline;
    private final TurnDecider decider;
    private final Objections objections;
    private final Policies policies;
    private final Conversations conversations;
    private final Handoffs handoffs;
    private final HandoffCare care;
    private final TurnRepository turns;
    private final TurnReport report;
    private final CustomerVerdicts verdicts;
    private final OutboxDispatcher outbox;
    private final @Nullable String publicUrl;
    private final Clock clock;

    TurnActs(MessagePipeline pipeline, TurnDecider decider, Objections objections, Policies policies,
            Conversations conversations, Handoffs handoffs, HandoffCare care, TurnRepository turns, TurnReport report,
            CustomerVerdicts verdicts,
            OutboxDispatcher outbox, ParleyConfig config, Clock clock) {
        this.pipeline = pipeline;
        this.decider = decider;
        this.objections = objections;
        this.policies = policies;
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.care = care;
        this.turns = turns;
        this.report = report;
        this.verdicts = verdicts;
        this.outbox = outbox;
        this.publicUrl = config.server().publicUrl();
        this.clock = clock;
    }

    @Override
    public void handle(InboxItem received, BooleanSupplier isOvertaken) {
        InboxItem item = typed(received);
        if (verdicts.take(item) || isTakenBack(item)) {
            return;
        }
        Conversation before = conversations.get(item.conversationId());
        String language = languageOf(item, before);
        Decided draft = decide(item, before, language);
        // Look again, now that nobody else can change the conversation: a person may have taken over meanwhile, somebody
        // may have paused answers, or the customer may have written on.
        Conversation conversation = conversations.getLocked(item.conversationId()).in(language);
        // What somebody picked is what they want, whatever they wrote since.
        Decided decided = lookAgain(draft, conversation,
                item.kind() == InboxItem.Kind.CHOICE ? () -> false : isOvertaken);
        finish(item, conversation, decided);
    }

    /** Who types what stands on a button just above presses it; no rule is passed by for that. */
    private InboxItem typed(InboxItem item) {
        if (item.kind() != InboxItem.Kind.MESSAGE || item.seq() < 2 || !TypedChoice.mayBe(item.content())) {
            return item;
        }
        return TypedChoice.read(item.content(), conversations.listChoices(item.conversationId(), item.seq() - 1))
                .filter(choice -> pipeline
                        .noTouch(item.content(), conversations.get(item.conversationId()).language()).isEmpty())
                .map(item::asChoice).orElse(item);
    }

    /** Taken back before it was decided, and nothing before it waits to be decided along with it. */
    private boolean isTakenBack(InboxItem item) {
        return item.kind() == InboxItem.Kind.MESSAGE && item.content().isBlank() && Histories
                .together(item, turns.listNewestFirst(item.conversationId(), Histories.TURNS)).isBlank();
    }

    /** A dead letter that is tried again may have an outcome already: a person was called. It gets this one instead. */
    private void finish(InboxItem item, Conversation conversation, Decided decided) {
        TurnOutcome fresh = Outcomes.of(item, conversation, decided, clock.instant());
        TurnOutcome outcome = Optional.of(item.key()).filter(id -> item.attempts() > 0).flatMap(turns::findByInboxId)
                .map(known -> turns.update(fresh.withId(known.key()))).orElseGet(() -> turns.save(fresh));
        conversations.save(act(conversation, decided.decision(), outcome));
        if (decided.decision() instanceof Decision.LeaveToHuman && item.kind() == InboxItem.Kind.MESSAGE) {
            pipeline.noTouch(item.content(), conversation.language())
                    .ifPresent(touched -> care.touched(conversation, touched));
        }
        if (decided.decision() instanceof Decision.Handoff && Answerer.isComplaint(item.content())) {
            // In words what 👎 says.
            turns.listNewestFirst(conversation.key(), Histories.TURNS).stream()
                    .filter(turn -> turn.decision() == TurnOutcome.Kind.ANSWER).findFirst()
                    .ifPresent(turn -> conversations.judge(conversation, turn.key(), false, item.content()));
        }
        report.tell(outcome);
    }

    @Override
    public void giveUp(InboxItem item) {
        Conversation conversation = conversations.getLocked(item.conversationId());
        if (item.kind() == InboxItem.Kind.FEEDBACK || conversation.handler() != Conversation.Handler.BOT) {
            return;
        }
        Decided decided = pipeline.broken(new Inquiry("", conversation.language(), conversation.channel(),
                conversation.customerId(), conversation.customerName(), Inquiry.History.NONE));
        // Without its content, which may be what the database refuses.
        finish(item.withoutContent(), conversation, decided);
    }

    /** A button speaks no language: it stays what it was. */
    private String languageOf(InboxItem item, Conversation conversation) {
        return item.kind() == InboxItem.Kind.MESSAGE
                ? pipeline.languageOf(item.content(), conversation.language())
                : conversation.language();
    }

    private Decided decide(InboxItem item, Conversation conversation, String language) {
        List<TurnOutcome> newestFirst = turns.listNewestFirst(conversation.key(), Histories.TURNS);
        Inquiry inquiry = new Inquiry(Histories.together(item, newestFirst), language, conversation.channel(),
                conversation.customerId(), conversation.customerName(), Histories.of(item, newestFirst));
        if (conversation.handler() != Conversation.Handler.BOT) {
            return pipeline.leaveToHuman(inquiry);
        }
        return decider.decide(item.kind(), item.content(), inquiry);
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }

    private Decided lookAgain(Decided draft, Conversation conversation, BooleanSupplier isOvertaken) {
        if (conversation.handler() != Conversation.Handler.BOT) {
            return new Decided(new Decision.LeaveToHuman(), draft.record().because("a person has the conversation"));
        }
        if (draft.decision() instanceof Decision.Handoff || draft.decision() instanceof Decision.SmallTalk) {
            return draft;
        }
        if (isOvertaken.getAsBoolean()) {
            return new Decided(new Decision.Superseded(),
                    draft.record().because("the customer wrote on before it was answered"));
        }
        List<Hit> hits = switch (draft.decision()) {
            case Decision.Answer answer -> answer.hits();
            case Decision.Clarify clarify -> clarify.hits();
            default -> List.of();
        };
        Optional<Verdict.HandOff> pause = hits.isEmpty()
                ? Optional.empty()
                : objections.pause(conversation.channel(), draft.decision() instanceof Decision.Answer answer
                        ? Objections.categoriesOf(answer.answers())
                        : List.of(hits.getFirst().passage().category()));
        return pause.map(verdict -> new Decided(new Decision.Handoff(verdict.reason(), null, verdict.category(),
                verdict.priority(), false, hits,
                voice(conversation).handoff(verdict.reason(), conversation.language()), verdict.why(),
                List.of()), draft.record().because(verdict.why()))).orElse(draft);
    }

    private Conversation act(Conversation conversation, Decision decision, TurnOutcome outcome) {
        return switch (decision) {
            case Decision.Answer answer -> answer(conversation, answer, outcome);
            case Decision.Clarify clarify -> conversations.say(conversation,
                    Line.clarification(clarify.words(), outcome.key(),
                            Clarification.choices(outcome.key(), clarify.options(), clarify.hits(),
                                    voice(conversation).noneOfThese(conversation.language()))));
            case Decision.SmallTalk talk -> conversations.say(conversation, Line.bot(talk.words()));
            case Decision.Handoff handoff -> handoffs.open(conversation, new Handoffs.Opening(outcome.key(),
                    handoff.reason(), handoff.rule(), category(handoff, outcome), handoff.priority(), handoff.why(),
                    articlesTried(outcome), draft(handoff.draft()), handoff.words()));
            case Decision.LeaveToHuman leave -> conversation;
            case Decision.Superseded superseded -> conversation;
        };
    }

    private Conversation answer(Conversation conversation, Decision.Answer answer, TurnOutcome outcome) {
        Conversation next = answer.introduction() == null
                ? conversation
                : conversations.say(conversation, Line.part(answer.introduction(), outcome.key()));
        for (Hit hit : answer.answers()) {
            Passage passage = hit.passage();
            List<String> pieces = leadsToTheRest(passage.url())
                    ? List.of(passage.text())
                    : outbox.split(conversation, passage.text());
            for (String piece : pieces.subList(0, pieces.size() - 1)) {
                next = conversations.say(next, Line.part(piece, outcome.key()));
            }
            next = conversations.say(next, Line.answer(pieces.getLast(), outcome.key(), passage.article().id(),
                    passage.article().language(), passage.title(), passage.url(), passage.updated()));
        }
        return next;
    }

    /** Whether what a channel has to cut off can be read where the article is. */
    private boolean leadsToTheRest(@Nullable String url) {
        return url != null && (publicUrl != null || !url.startsWith("/"));
    }

    private static @Nullable String draft(List<Hit> answers) {
        return answers.isEmpty()
                ? null
                : answers.stream().map(hit -> hit.passage().text()).collect(Collectors.joining("\n\n"));
    }

    /** Of this message, or, when it asked nothing, of the one before: so the right team gets it. */
    private String category(Decision.Handoff handoff, TurnOutcome outcome) {
        return outcome.reachedRetrieval() || !handoff.category().equals(RuleBook.UNCATEGORISED)
                ? handoff.category()
                : turns.findLastRetrieved(outcome.conversationId()).map(TurnOutcome::category)
                        .orElse(handoff.category());
    }

    /** What an agent should know was tried: for this message, or, when it asked nothing, for the one before. */
    private String articlesTried(TurnOutcome outcome) {
        return outcome.reachedRetrieval()
                ? outcome.hits()
                : turns.findLastRetrieved(outcome.conversationId()).map(TurnOutcome::hits).orElse(outcome.hits());
    }
}
