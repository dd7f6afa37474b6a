package dev.parley.gateway;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.voice.Voice;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks "did that help?" a while after an answer, where the customer has said nothing since: once an answer, on the channels
 * that the operator names. Of several replicas one does so. Thread-safe.
 */
@Singleton
class FollowUps {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
    private static final String LEASE_NAME = "follow-ups";
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Who has been silent for longer is no longer there. */
    private static final Duration TOO_LATE = Duration.ofHours(1);
    /** An answer is visible at the latest this long after it was decided. */
    private static final Duration SLOW = Duration.ofMinutes(2);
    private static final int AT_ONCE = 100;
    private static final Pattern BUTTON = Pattern.compile("help-(\\d{1,18})-(yes|no)");

    private final FollowUpRepository due;
    private final Conversations conversations;
    private final Transactions transactions;
    private final OutboxDispatcher outbox;
    private final Policies policies;
    private final Leases leases;
    private final ParleyConfig.Conversations settings;
    private final Clock clock;
    /** Answers decided before that have been asked about; null at first, and after a sweep that failed. */
    private @Nullable Instant swept;

    FollowUps(FollowUpRepository due, Conversations conversations, Transactions transactions, OutboxDispatcher outbox,
            Policies policies, Leases leases, ParleyConfig config, Clock clock) {
        this.due = due;
        this.conversations = conversations;
        this.transactions = transactions;
        this.outbox = outbox;
        this.policies = policies;
        this.leases = leases;
        this.settings = config.conversations();
        this.clock = clock;
    }

    /** What a pressed button says. */
    record Said(long turnId, boolean helped) {}

    /** What a button means, if it is one of these. */
    static Optional<Said> read(String choiceId) {
        Matcher matcher = BUTTON.matcher(choiceId);
        return matcher.matches()
                ? Optional.of(new Said(Long.parseLong(matcher.group(1)), matcher.group(2).equals("yes")))
                : Optional.empty();
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "2s")
    void sweep() {
        Duration silence = settings.followUpAfter();
        if (silence.isZero() || settings.followUpOn().isEmpty() || !leases.take(LEASE_NAME, LEASE)) {
            swept = null;
            return;
        }
        Instant until = clock.instant().minus(silence);
        Instant from = swept == null ? until.minus(TOO_LATE) : swept.minus(SLOW);
        swept = null;
        List<FollowUpRepository.Due> answers = due.listDue(settings.followUpOn(), from, until, AT_ONCE);
        boolean isWhole = answers.size() < AT_ONCE;
        for (FollowUpRepository.Due answer : answers) {
            isWhole &= asked(answer);
        }
        swept = isWhole ? until : null;
    }

    /** One that fails is tried again, and holds up nobody else. */
    private boolean asked(FollowUpRepository.Due answer) {
        try {
            transactions.run(() -> ask(answer));
            outbox.wake(answer.conversationId());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("conversation {} can't be asked whether the answer helped; it is tried again",
                    answer.conversationId(), e);
            return false;
        }
    }

    private void ask(FollowUpRepository.Due answer) {
        Conversation conversation = conversations.getLocked(answer.conversationId());
        if (conversation.handler() != Conversation.Handler.BOT || conversation.lastSeq() != answer.seq()
                || due.insertIfAbsent(answer.turnId(), clock.instant()) == 0) {
            return;
        }
        Voice voice = policies.current().voice().towards(conversation.channel(), conversation.customerName());
        String language = conversation.language();
        conversations.save(conversations.say(conversation, Line.question(voice.followUp(language),
                List.of(new ConversationEvent.Choice("help-" + answer.turnId() + "-yes", voice.helped(language)),
                        new ConversationEvent.Choice("help-" + answer.turnId() + "-no",
                                voice.helpedNot(language))))));
    }
}
