package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.conversation.JudgedLine;
import java.time.Instant;
import java.util.List;

/**
 * Nobody says what is waited for in a claimed handoff. Immutable.
 *
 * @param isAgents whether it is the agent who is waited for, and not the customer
 * @param since for how long
 * @param seq of the line that waits for an answer: the first of the customer's that the agent has not answered, else the last
 *        of all
 * @param isAsked whether the last word is the bot's, which may have asked whether the customer is still there
 * @param claim names the claim, because whoever gets it later has their own time
 */
record Silence(boolean isAgents, Instant since, long seq, boolean isAsked, long claim) {

    /** @param lines all, in order */
    static Silence of(Handoff handoff, List<JudgedLine> lines) {
        Instant claimed = handoff.claimedAt() == null ? handoff.openedAt() : handoff.claimedAt();
        long answered = lines.stream().filter(line -> line.type() == ConversationEvent.Type.AGENT)
                .mapToLong(JudgedLine::seq).max().orElse(0);
        JudgedLine last = lines.isEmpty() ? null : lines.getLast();
        boolean isAsked = last != null && last.type() == ConversationEvent.Type.BOT;
        return lines.stream().filter(line -> line.seq() > answered && line.type() == ConversationEvent.Type.CUSTOMER)
                .findFirst()
                .map(line -> new Silence(true, later(line.saidAt(), claimed), line.seq(), isAsked,
                        claimed.getEpochSecond()))
                .orElseGet(() -> new Silence(answered == 0,
                        last == null ? claimed : later(last.saidAt(), claimed),
                        last == null ? 0 : last.seq(), isAsked, claimed.getEpochSecond()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Under which it is noted that the agent was called. */
    String nudged() {
        return "NUDGED:" + seq + ":" + claim;
    }

    /** Under which it is noted that whoever leads was called. */
    String abandoned() {
        return "ABANDONED:" + seq + ":" + claim;
    }

    /** Under which it is noted that the customer was asked, with that line. */
    static String asked(long seq) {
        return "ASKED:" + seq;
    }
}
