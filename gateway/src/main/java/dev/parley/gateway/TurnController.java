package dev.parley.gateway;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.knowledge.JudgementJson;
import dev.parley.gateway.knowledge.Judgements;
import dev.parley.gateway.metrics.DecisionRecord;
import dev.parley.gateway.metrics.TurnJson;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.policy.Policies;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One past turn: how it was decided, how it would be today, and what people say would have been right. */
@Tag(name = "Conversations")
@Controller("/api/v1/turns")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TurnController {

    private final TurnRepository turns;
    private final Conversations conversations;
    private final TurnDecider decider;
    private final Judgements judgements;
    private final Policies policies;
    private final Clock clock;

    TurnController(TurnRepository turns, Conversations conversations, TurnDecider decider, Judgements judgements,
            Policies policies, Clock clock) {
        this.turns = turns;
        this.conversations = conversations;
        this.decider = decider;
        this.judgements = judgements;
        this.policies = policies;
        this.clock = clock;
    }

    @Operation(summary = "How a turn was decided, and why")
    @Get("/{id}")
    Explained explain(@PathVariable long id) {
        TurnOutcome turn = get(id);
        Conversation conversation = conversations.get(turn.conversationId());
        return new Explained(conversation.conversationKey(), conversation.channel(), turn.language(), turn.text(),
                TurnJson.of(turn), judgements.find(id).map(JudgementJson::of).orElse(null));
    }

    @Operation(summary = "What today's configuration and articles would make of a past turn; stored and counted nowhere")
    @Post("/{id}/replay")
    Replayed replay(@PathVariable long id) {
        TurnOutcome turn = get(id);
        String json = turn.record();
        if (json == null || turn.decision() == TurnOutcome.Kind.LEAVE_TO_HUMAN
                || turn.decision() == TurnOutcome.Kind.SUPERSEDED) {
            throw new ParleyException(ErrorCode.CONFLICT, "Turn " + id + " can't be replayed: "
                    + (json == null ? "it was decided by an older version" : "the bot did not decide it") + ".");
        }
        DecisionRecord record = DecisionRecord.fromJson(json);
        if (record.text().isBlank()) {
            throw new ParleyException(ErrorCode.CONFLICT,
                    "Turn " + id + " can't be replayed: it could not be handled.");
        }
        Conversation conversation = conversations.get(turn.conversationId());
        Inquiry inquiry = new Inquiry(record.text(), turn.language(), turn.channel(), conversation.customerId(),
                conversation.customerName(),
                new Inquiry.History(record.before(), record.previousQuestion(), record.answered(),
                        record.clarifications()));
        Decided now = decider.decide(kindOf(turn), turn.text(), inquiry);
        Asked asked = Asked.of(String.valueOf(id), record.text(), turn.language(), now.decision(),
                policies.current().routing(), clock.instant());
        Outcome before = new Outcome(turn.decision().code(), turn.articleId(), turn.reason(), turn.rule(),
                turn.confidence(), said(conversations.listAnswers(conversation, id).stream().map(Line::text)),
                record.why());
        Outcome after = new Outcome(asked.decision(), asked.decision().equals("answer") ? asked.articleId() : null,
                asked.reason(), asked.rule(), asked.confidence(),
                said(now.decision() instanceof Decision.Answer answer
                        ? answer.answers().stream().map(hit -> hit.passage().text())
                        : Stream.empty()),
                now.record().why());
        return new Replayed(id, record.text(), before, after, !before.isSameAs(after), record.policy(),
                now.record().policy(), record.generation(), now.record().generation());
    }

    private static @Nullable String said(Stream<String> passages) {
        String all = passages.collect(Collectors.joining("\n\n"));
        return all.isEmpty() ? null : all;
    }

    @Operation(summary = "Say what answers a turn's question; learned from within seconds", description = "articleId: null or"
            + " left out when nothing answers it. 409 when the knowledge base was not asked, or what it was asked is no longer kept")
    @Put("/{id}/judgement")
    JudgementJson judge(@PathVariable long id, @Body Judging body) {
        String by = body.by() == null || body.by().isBlank() ? "admin" : body.by().strip();
        return JudgementJson.of(judgements.judge(get(id).key(), body.articleId(), by));
    }

    @Operation(summary = "Take a judgement back; the same when there is none")
    @Delete("/{id}/judgement")
    @Status(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable long id) {
        judgements.takeBack(get(id).key());
    }

    /** Who types a button's words presses it, so the event alone does not tell. */
    private InboxItem.Kind kindOf(TurnOutcome turn) {
        return Histories.isMessage(turn)
                ? turns.findKindOfEvent(turn.inboxId()).map(InboxItem.Kind::valueOf).orElse(InboxItem.Kind.MESSAGE)
                : InboxItem.Kind.CHOICE;
    }

    private TurnOutcome get(long id) {
        return turns.findById(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "There is no turn " + id + "."));
    }

    @Introspected
    @Schema(name = "ExplainedTurn")
    record Explained(String conversationId, String channel, String language, String text, TurnJson turn,
            @Nullable JudgementJson judgement) {}

    @Introspected
    @Schema(name = "Judging", description = "by: who says so, for the record")
    record Judging(@Nullable String articleId, @Nullable String by) {}

    /**
     * What was decided, or would be.
     *
     * @param answer the passages, without the voice; null when it is none
     */
    @Introspected
    @Schema(name = "ReplayedOutcome")
    record Outcome(String decision, @Nullable String articleId, @Nullable String reason, @Nullable String rule,
            @Nullable Double confidence, @Nullable String answer, String why) {

        boolean isSameAs(Outcome other) {
            return decision.equals(other.decision) && Objects.equals(articleId, other.articleId)
                    && Objects.equals(reason, other.reason) && Objects.equals(rule, other.rule)
                    && Objects.equals(answer, other.answer);
        }
    }

    @Introspected
    @Schema(name = "ReplayedTurn")
    record Replayed(long turnId, String text, Outcome before, Outcome now, boolean changed, String policyBefore,
            String policyNow, long generationBefore, long generationNow) {}
}
