package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.SentFile;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opens handoffs and lets people work on them, whatever desk they sit at. Thread-safe: every change holds the
 * conversation's lock, so that of two people who claim at once one is told that he lost.
 */
@Singleton
public class Handoffs {

    private final HandoffRepository handoffs;
    private final HandoffEvents events;
    private final Conversations conversations;
    private final Attachments attachments;
    private final Transactions transactions;
    private final OutboxDispatcher outbox;
    private final Policies policies;
    private final AgentMentions mentions;
    private final Clock clock;

    Handoffs(HandoffRepository handoffs, HandoffEvents events, Conversations conversations, Attachments attachments,
            Transactions transactions,
            OutboxDispatcher outbox, Policies policies, AgentMentions mentions, Clock clock) {
        this.handoffs = handoffs;
        this.events = events;
        this.conversations = conversations;
        this.attachments = attachments;
        this.transactions = transactions;
        this.outbox = outbox;
        this.policies = policies;
        this.mentions = mentions;
        this.clock = clock;
    }

    /**
     * Why a person takes over.
     *
     * @param turnId the turn that led to it
     * @param rule the rule that matched, or null
     * @param priority at least
     * @param why in a sentence for the person
     * @param articlesTried JSON
     * @param draft what the bot would have answered; null where that is nothing
     * @param words what the customer is told
     */
    public record Opening(long turnId, Reason reason, @Nullable String rule, String category, Priority priority,
            String why, String articlesTried, @Nullable String draft, String words) {}

    /**
     * Gives a conversation to people; must be called within a transaction that holds its lock. The bot is silent from
     * the moment this commits.
     *
     * @return the conversation after it, not yet saved
     */
    public Conversation open(Conversation conversation, Opening opening) {
        Policy policy = policies.current();
        Priority priority = policy.rules().escalation().priorityFor(conversation.customerId(), opening.priority());
        Route meant = policy.routing().route(opening.reason(), opening.category(), conversation.language(), priority,
                clock.instant());
        Route route = conversation.channel().equals(Conversation.DRILL) ? meant.callingNobody() : meant;
        Optional<Handoff> former = handoffs.findFormer(conversation.key(),
                clock.instant().minus(Duration.ofDays(policy.routing().timers().reopenDays())));
        long ahead = countOpen(route.team(), route.priority());
        Handoff opened = handoffs.save(Handoff.open(conversation.key(), opening, route,
                former.map(Handoff::key).orElse(null), clock.instant()));
        events.addOnce(former.map(before -> back(opened, before))
                .orElseGet(() -> HandoffEvent.silent(opened.key(), HandoffEvent.Kind.OPENED, "OPENED",
                        clock.instant(), null)));
        Voice voice = voice(conversation);
        // Whom a rule has words of its own for is not spoken to of places in a line.
        boolean isSpecial = voice.findHandoff(opening.rule(), conversation.language()).isPresent();
        String words = route.isOpen()
                ? opening.words()
                : opening.words() + "\n\n" + voice.outOfHours(conversation.language(),
                        clock.instant().atZone(ZoneOffset.UTC),
                        policy.routing().findOpening(route.team(), clock.instant()).orElse(null));
        Conversation told = conversations.say(conversation, Line.bot(words));
        Conversation noticed = conversations.say(told, Line.notice(ConversationEvent.Notice.HANDOFF,
                voice.waiting(conversation.language(), isSpecial ? 0 : ahead)));
        return noticed.handledBy(Conversation.Handler.WAITING);
    }

    /** How many customers a team helps before one whose handoff is about to be given to it. */
    long countAhead(Handoff handoff) {
        return countOpen(handoff.team(), handoff.priority());
    }

    private long countOpen(String team, Priority own) {
        return handoffs.countOpen(team, Arrays.stream(Priority.values())
                .filter(priority -> priority.compareTo(own) >= 0).map(Priority::name).toList());
    }

    /** The agent whom the customer knows is called; anybody may claim it, because that agent may be away. */
    private HandoffEvent back(Handoff opened, Handoff former) {
        String agent = String.valueOf(former.agentName());
        return HandoffEvent.remark(opened.key(), HandoffEvent.Kind.OPENED, "OPENED", clock.instant(), null,
                "🔁 The customer is back. " + agent + " had this conversation before.",
                mentions.findMention(opened.destination(), agent).orElse(null));
    }

    /** Takes it on; taking on one's own again changes nothing. CONFLICT when somebody else has it or it is over. */
    public Handoff claim(long id, String agent) {
        return change(id, (handoff, conversation) -> claimed(handoff, conversation, agent));
    }

    /** Writes to the customer, and takes it on if nobody has. CONFLICT as for {@link #claim}. */
    public Handoff reply(long id, String agent, String text) {
        return reply(id, agent, text, List.of(), "");
    }

    /**
     * As {@link #reply(long, String, String)}, with files, each of which is a line of its own.
     *
     * @param text may be blank when there are files
     * @param source of the files, see {@link Attachments#keep}
     */
    public Handoff reply(long id, String agent, String text, List<? extends SentFile> files, String source) {
        return change(id, (handoff, conversation) -> {
            Handoff open = reopened(handoff, conversation, agent);
            Change claim = claimed(open, open == handoff ? conversation : conversation.active(clock.instant()), agent);
            Conversation told = claim.conversation();
            long first = told.lastSeq() + 1;
            for (String piece : outbox.split(told, text)) {
                told = conversations.say(told, Line.agent(agent, piece));
            }
            for (SentFile file : files) {
                told = conversations.say(told,
                        Line.agent(agent, "").with(attachments.keep(conversation, file, source)));
            }
            events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.REPLIED,
                    "REPLIED:" + first + "-" + told.lastSeq(), clock.instant(), agent));
            return new Change(text.isBlank() ? claim.handoff() : claim.handoff().repliedWith(text), told);
        });
    }

    /**
     * Closes the conversation; the customer's next message goes to the bot. CONFLICT as for {@link #claim}.
     *
     * @param solution what came of it; null: not said. After anything but spam the customer may rate it
     * @param category what it was really about; null: what it was filed under
     */
    public Handoff resolve(long id, String agent, Handoff.@Nullable Solution solution, @Nullable String category) {
        return change(id, (handoff, conversation) -> {
            checkNotElses(handoff, agent);
            String about = category == null || category.isBlank() ? handoff.category() : category.strip();
            Handoff judged = solution == null && about.equals(handoff.category())
                    ? handoff : handoff.solved(solution, about);
            return end(judged, conversation, agent, voice(conversation).resolved(conversation.language(), agent),
                    solution != Handoff.Solution.SPAM);
        });
    }

    /** The customer is gone. */
    Change left(Handoff handoff, Conversation conversation) {
        return end(handoff, conversation, handoff.agentName() == null ? "Parley" : handoff.agentName(),
                voice(conversation).left(conversation.language()), false);
    }

    private Change end(Handoff handoff, Conversation conversation, String agent, String words, boolean askForRating) {
        Conversation told = conversations.say(conversation, Line.notice(ConversationEvent.Notice.RESOLVED, words));
        if (askForRating) {
            told = conversations.say(told, Line.question(voice(conversation).ratingQuestion(conversation.language(),
                    agent), Ratings.choices(handoff.key(), voice(conversation).ratings(conversation.language()))));
        }
        events.addOnce(HandoffEvent.silent(handoff.key(), HandoffEvent.Kind.RESOLVED, "RESOLVED:" + clock.instant(),
                clock.instant(), agent));
        return new Change(handoff.ended(Handoff.Outcome.RESOLVED, agent, clock.instant()),
                told.resolved(clock.instant()));
    }

    /** Gives the conversation back to the bot. CONFLICT as for {@link #claim}. */
    public Handoff giveBack(long id, String agent) {
        return change(id, (handoff, conversation) -> {
            checkNotElses(handoff, agent);
            Conversation told = conversations.say(conversation, Line.notice(ConversationEvent.Notice.RETURNED,
                    voice(conversation).returned(conversation.language(), agent)));
            events.addOnce(HandoffEvent.silent(id, HandoffEvent.Kind.RETURNED, "RETURNED", clock.instant(), agent));
            return new Change(handoff.ended(Handoff.Outcome.RETURNED, agent, clock.instant()),
                    told.handledBy(Conversation.Handler.BOT));
        });
    }

    /** Both as they are to be stored. */
    record Change(Handoff handoff, Conversation conversation) {}

    /** Changes a handoff while its conversation is locked, and sees to it that what was said is sent. */
    Handoff change(long id, BiFunction<Handoff, Conversation, Change> step) {
        Handoff changed = transactions.call(() -> {
            Conversation conversation = conversations.getLocked(get(id).conversationId());
            Change change = step.apply(get(id), conversation);
            handoffs.update(change.handoff());
            conversations.save(change.conversation());
            return change.handoff();
        });
        outbox.wake(changed.conversationId());
        return changed;
    }

    /**
     * Who closed it, or had it when the customer's silence closed it, has more to say: it is theirs again, unless the
     * customer is with somebody else by now, or it is too long ago.
     */
    private Handoff reopened(Handoff handoff, Conversation conversation, String agent) {
        Instant since = clock.instant().minus(Duration.ofDays(policies.current().routing().timers().reopenDays()));
        boolean isTheirs = handoff.state() == Handoff.State.RESOLVED && agent.equals(handoff.agentName())
                && handoff.outcome() == Handoff.Outcome.RESOLVED && handoff.resolvedAt() != null
                && !handoff.resolvedAt().isBefore(since) && conversation.handler() == Conversation.Handler.BOT
                && handoffs.findLast(conversation.key()).filter(last -> last.key() == handoff.key()).isPresent();
        return isTheirs ? handoff.freed() : handoff;
    }

    private Change claimed(Handoff handoff, Conversation conversation, String agent) {
        checkNotElses(handoff, agent);
        if (handoff.state() == Handoff.State.CLAIMED) {
            return new Change(handoff, conversation);
        }
        events.addOnce(HandoffEvent.silent(handoff.key(), HandoffEvent.Kind.CLAIMED, "CLAIMED:" + clock.instant(),
                clock.instant(), agent));
        return joined(handoff, conversation, agent);
    }

    /** Somebody has it from now on, and the customer knows who. */
    Change joined(Handoff handoff, Conversation conversation, String agent) {
        Conversation told = conversations.say(conversation,
                Line.notice(ConversationEvent.Notice.JOINED,
                        voice(conversation).joined(conversation.language(), agent)));
        return new Change(handoff.claimedBy(agent, clock.instant()), told.handledBy(Conversation.Handler.AGENT));
    }

    static void checkNotOver(Handoff handoff) {
        String owner = handoff.agentName();
        if (handoff.state() == Handoff.State.RESOLVED) {
            throw new ParleyException(ErrorCode.CONFLICT, "This handoff is already closed"
                    + (owner == null ? "." : " by " + owner + "."));
        }
    }

    static void checkNotElses(Handoff handoff, String agent) {
        checkNotOver(handoff);
        String owner = handoff.agentName();
        if (owner != null && !owner.equals(agent)) {
            throw new ParleyException(ErrorCode.CONFLICT, owner + " has already taken this one.");
        }
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }

    /** Sends what an agent wrote, and the customer's channel refused, once more. CONFLICT when it is not refused. */
    void sendAgain(long id, long seq) {
        long conversationId = get(id).conversationId();
        transactions.run(() -> {
            boolean isAgents = conversations.listLinesAfter(conversationId, seq - 1).stream()
                    .anyMatch(line -> line.seq() == seq && line.type() == ConversationEvent.Type.AGENT);
            if (!isAgents || outbox.sendAgain(conversationId, seq, seq) == 0) {
                throw new ParleyException(ErrorCode.CONFLICT, "This line is not refused, or was sent again already.");
            }
            handoffs.updateReplyUntold(conversationId, seq);
        });
        outbox.wake(conversationId);
    }

    /** Those of a channel that are not over and were opened before then, at most 200. */
    public List<Handoff> listOld(String channel, Instant before) {
        return handoffs.listOld(channel, before);
    }

    /** How many there are in a state. */
    public HandoffCount count(Handoff.State state) {
        return handoffs.count(state.name());
    }

    /** What waits for somebody to take it. */
    public record Waiting(long id, Instant since, String team, String question) {}

    /** The longest waiting first. */
    public List<Waiting> listWaiting(int most) {
        return handoffs.listWaiting(Handoff.State.OPEN.name()).stream()
                .filter(row -> !row.channel().equals(Conversation.DRILL))
                .sorted(Comparator.comparing(HandoffSummary::openedAt)).limit(most)
                .map(row -> new Waiting(row.id(), row.openedAt(), row.team(),
                        row.question() == null ? "" : row.question()))
                .toList();
    }

    /** The lines of its conversation, in order. */
    List<JudgedLine> listLines(long id) {
        return conversations.listLinesAfter(get(id).conversationId(), 0);
    }

    /** The last one of a conversation. */
    public Optional<Handoff> findLast(long conversationId) {
        return handoffs.findLast(conversationId);
    }

    /** NOT_FOUND when there is none. */
    public Handoff get(long id) {
        return handoffs.findById(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "There is no handoff " + id + "."));
    }
}
