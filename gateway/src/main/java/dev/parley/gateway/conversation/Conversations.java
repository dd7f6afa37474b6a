package dev.parley.gateway.conversation;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored conversations and their transcripts. Thread-safe; methods that change something must be called within a
 * transaction that holds the conversation's lock, which is what keeps its lines in one order.
 */
@Singleton
public class Conversations {

    private final ConversationRepository conversations;
    private final TranscriptRepository transcript;
    private final OutboxRepository outbox;
    private final Clock clock;

    Conversations(ConversationRepository conversations, TranscriptRepository transcript, OutboxRepository outbox,
            Clock clock) {
        this.conversations = conversations;
        this.transcript = transcript;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Locks the conversation until the end of the transaction; creates it if nobody wrote there yet. */
    public Conversation lockOrCreate(ConversationRef ref, String customerId, String language) {
        Optional<Conversation> known = lock(ref);
        if (known.isPresent()) {
            return known.get();
        }
        conversations.insertIfAbsent(ref.channelId(), ref.conversationKey(), thread(ref), customerId, language,
                clock.instant());
        return lock(ref).orElseThrow(() -> new IllegalStateException("a conversation vanished while it was created"));
    }

    /** Locks the conversation until the end of the transaction. */
    public Conversation getLocked(long id) {
        return conversations.lock(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "no conversation " + id));
    }

    /** The conversation at a place, if anybody ever wrote there. */
    public Optional<Conversation> find(ConversationRef ref) {
        return conversations.find(ref.channelId(), ref.conversationKey(), thread(ref));
    }

    /** The customer has it open. Only noted where a person is to see it. */
    public void present(ConversationRef ref) {
        conversations.updatePresent(ref.channelId(), ref.conversationKey(), thread(ref), clock.instant());
    }

    /** The customer closed it so long ago, and has not come back since. */
    public void left(ConversationRef ref, Duration ago) {
        conversations.updateLeft(ref.channelId(), ref.conversationKey(), thread(ref), clock.instant().minus(ago));
    }

    /** When the customer of a conversation closed it; empty when they have it open, or nobody knows. */
    public Optional<Instant> findLeft(long id) {
        return conversations.findLeft(id);
    }

    /** By the key of the row. */
    public Conversation get(long id) {
        return conversations.findById(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "no conversation " + id));
    }

    /** Where something was written lately, the latest first, at most 500. */
    public List<Conversation> listRecent(String channel, Instant since) {
        return conversations.listRecent(channel, since);
    }

    /** By the name that its platform gave it, the latest first: threads share it, and rarely several channels use the same. */
    public List<Conversation> listByKey(String conversationKey) {
        return conversations.findByKey(conversationKey);
    }

    /**
     * Adds a line; whatever a customer did not write also goes to the outbox.
     *
     * @return the conversation after it; the caller ends with {@link #save}
     */
    public Conversation say(Conversation conversation, Line line) {
        Conversation next = conversation.withNextLine(clock.instant());
        transcript.save(line.at(next, clock.instant()));
        if (line.type() != ConversationEvent.Type.CUSTOMER) {
            outbox.save(OutboxRow.pending(next.key(), next.lastSeq(), clock.instant()));
        }
        return next;
    }

    /** Adds a line that only people see: it is not sent. As for {@link #say}. */
    public Conversation note(Conversation conversation, Line line) {
        Conversation next = conversation.withNextLine(clock.instant());
        transcript.save(line.at(next, clock.instant()));
        return next;
    }

    /** A platform names a place otherwise: all conversations there go on under the new name, if it is not taken yet. */
    public void move(String channel, String oldKey, String newKey) {
        conversations.updateKey(channel, oldKey, newKey);
    }

    /** The customer changed what they wrote. */
    public void rewrite(Conversation conversation, long seq, String text) {
        transcript.updateText(conversation.key(), seq, text);
    }

    /** An agent changed a line. */
    public void correct(Conversation conversation, long seq, String text) {
        transcript.updateAgentText(conversation.key(), seq, text);
    }

    /** An agent took back what they wrote. */
    public void withdraw(Conversation conversation, long firstSeq, long lastSeq) {
        transcript.updateWithdrawn(conversation.key(), firstSeq, lastSeq);
    }

    /** Stores a changed conversation. */
    public void save(Conversation conversation) {
        conversations.update(conversation);
    }

    /** The label of a button that the bot once offered in this conversation. */
    public Optional<String> findChoice(long conversationId, String choiceId) {
        return transcript.listAfter(conversationId, 0).stream().flatMap(line -> line.buttons().stream())
                .filter(choice -> choice.id().equals(choiceId)).map(ConversationEvent.Choice::label).findFirst();
    }

    /** The buttons below a line; empty when it has none, or is the customer's own. */
    public List<ConversationEvent.Choice> listChoices(long conversationId, long seq) {
        return transcript.find(conversationId, seq).map(line -> Choices.fromJson(line.choices())).orElse(List.of());
    }

    /** The lines after {@code seq}, in order. */
    public List<JudgedLine> listLinesAfter(long conversationId, long seq) {
        return transcript.listAfter(conversationId, seq);
    }

    /**
     * Stores the customer's judgement of an answer; the last one counts.
     *
     * @return false when this conversation has no such answer
     */
    public boolean judge(Conversation conversation, long turnId, boolean helpful, @Nullable String comment) {
        if (transcript.countAnswers(conversation.key(), turnId) == 0) {
            return false;
        }
        transcript.deleteFeedback(turnId);
        transcript.insertFeedback(turnId, helpful, comment, clock.instant());
        return true;
    }

    /** The answers that a turn gave, in order; without what belongs to them. */
    public List<Line> listAnswers(Conversation conversation, long turnId) {
        return transcript.listAnswers(conversation.key(), turnId);
    }

    private Optional<Conversation> lock(ConversationRef ref) {
        return conversations.lock(ref.channelId(), ref.conversationKey(), thread(ref));
    }

    private static String thread(ConversationRef ref) {
        return ref.threadKey() == null ? "" : ref.threadKey();
    }
}
