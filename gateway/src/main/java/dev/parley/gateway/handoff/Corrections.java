package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wrote to a customer and then edits or takes back: it changes where the customer reads it or, where the
 * channel can't do that, the customer is told. Also when the handoff is over, or somebody else's: who wrote a line may put
 * it right, and the desk knows who did. Thread-safe; each holds the conversation's lock.
 */
@Singleton
public class Corrections {

    private final Handoffs handoffs;
    private final Conversations conversations;
    private final Attachments attachments;
    private final Transactions transactions;
    private final OutboxDispatcher outbox;
    private final Policies policies;

    Corrections(Handoffs handoffs, Conversations conversations, Attachments attachments, Transactions transactions,
            OutboxDispatcher outbox, Policies policies) {
        this.handoffs = handoffs;
        this.conversations = conversations;
        this.attachments = attachments;
        this.transactions = transactions;
        this.outbox = outbox;
        this.policies = policies;
    }

    /**
     * What the agent wrote before reads otherwise where the customer sees it.
     *
     * @param firstSeq the first of the lines that say it
     * @return false when the channel can't do that, and nothing was done
     */
    public boolean rewrite(long id, String text, long firstSeq, long lastSeq) {
        Optional<Conversation> rewritten = transactions.call(() -> {
            Conversation conversation = conversations.getLocked(handoffs.get(id).conversationId());
            List<String> pieces = outbox.split(conversation, text);
            List<JudgedLine> lines = written(conversation, firstSeq, lastSeq).stream()
                    .filter(line -> line.file() == null).toList();
            if (pieces.size() != lines.size() || !outbox.change(conversation, lines)) {
                return Optional.empty();
            }
            for (int i = 0; i < pieces.size(); i++) {
                conversations.correct(conversation, lines.get(i).seq(), pieces.get(i));
            }
            return Optional.of(conversation);
        });
        rewritten.map(Conversation::key).ifPresent(outbox::wake);
        return rewritten.isPresent();
    }

    /** Without notices: whoever replies first joins with the same stroke. */
    private List<JudgedLine> written(Conversation conversation, long firstSeq, long lastSeq) {
        return conversations.listLinesAfter(conversation.key(), firstSeq - 1).stream()
                .filter(line -> line.seq() <= lastSeq && line.type() == ConversationEvent.Type.AGENT).toList();
    }

    /** Says that what the agent wrote before should read otherwise. */
    public Handoff correct(long id, String agent, String text) {
        return handoffs.change(id, (handoff, conversation) -> new Handoffs.Change(handoff,
                sayCorrected(conversation, agent, text)));
    }

    private Conversation sayCorrected(Conversation conversation, String agent, String text) {
        Conversation told = conversation;
        for (String piece : outbox.split(told, voice(told).corrected(told.language()) + "\n" + text)) {
            told = conversations.say(told, Line.agent(agent, piece));
        }
        return told;
    }

    /** A long reply is several lines, of which each may be refused. */
    private boolean isLastWord(Conversation conversation, String text) {
        return conversations.listLinesAfter(conversation.key(), conversation.lastSeq() - 1).stream()
                .anyMatch(line -> line.text().equals(text));
    }

    private Conversation sayWithdrawn(Conversation conversation, String agent) {
        return conversations.say(conversation,
                Line.bot(voice(conversation).withdrawn(conversation.language(), agent)));
    }

    /**
     * Tells the customer that what the agent wrote should read otherwise. In a transaction that holds the conversation's
     * lock; the caller wakes the outbox.
     *
     * @param text null: it was taken back
     */
    public void sayOtherwise(Conversation conversation, String agent, @Nullable String text) {
        if (text != null) {
            conversations.save(sayCorrected(conversation, agent, text));
        } else if (!isLastWord(conversation, voice(conversation).withdrawn(conversation.language(), agent))) {
            conversations.save(sayWithdrawn(conversation, agent));
        }
    }

    /** Lines of a transcript, both inclusive. */
    public record Lines(long firstSeq, long lastSeq) {}

    /**
     * The agent took back what they wrote, with what they said of it later: it is removed from the transcript and, where
     * the channel can, from the customer's view; else they are told.
     */
    public Handoff withdraw(long id, String agent, List<Lines> said) {
        return handoffs.change(id, (handoff, conversation) -> {
            List<JudgedLine> lines = new ArrayList<>();
            for (Lines range : said) {
                lines.addAll(written(conversation, range.firstSeq(), range.lastSeq()));
                attachments.withdraw(conversation.key(), range.firstSeq(), range.lastSeq());
                conversations.withdraw(conversation, range.firstSeq(), range.lastSeq());
            }
            return new Handoffs.Change(handoff, outbox.remove(conversation, lines)
                    ? conversation
                    : sayWithdrawn(conversation, agent));
        });
    }

    private Voice voice(Conversation conversation) {
        return policies.current().voice().towards(conversation.channel(), conversation.customerName());
    }
}
