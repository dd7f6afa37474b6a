package dev.parley.gateway.desk;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.desk.DraftCard;
import dev.parley.connectors.desk.HandoffCard;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Details;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.drafts.ArticleDraft;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.metrics.ArticleTried;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handoffs as agents see them. Pure. */
final class Cards {

    private static final int ARTICLES = 3;
    private static final String WAITS = " waits";
    private static final String SNOOZED = " snoozed";

    private Cards() {}

    /** @param left when the customer closed the page, or null */
    static HandoffCard of(Handoff handoff, Conversation conversation, List<JudgedLine> lines,
            @Nullable Instant left) {
        Map<String, String> details = Details.fromJson(conversation.details());
        String last = lines.stream().filter(line -> line.type() == ConversationEvent.Type.CUSTOMER)
                .reduce((first, second) -> second).map(JudgedLine::words).orElse(null);
        return new HandoffCard(handoff.id() == null ? 0 : handoff.id(), state(handoff),
                handoff.priority().name().toLowerCase(Locale.ROOT), handoff.reason(), handoff.why(), handoff.rule(),
                handoff.category(), handoff.team(), handoff.mention(), conversation.customerName(),
                conversation.customerId(), conversation.channel(),
                conversation.language(), handoff.openedAt(), handoff.dueAt(), handoff.agentName(), handoff.resolvedAt(),
                ArticleTried.fromJson(handoff.articlesTried()).stream().limit(ARTICLES)
                        .map(article -> new HandoffCard.Article(article.title(), article.confidence())).toList(),
                handoff.draft(), last, Details.contact(details),
                details.get(InboundEvent.Details.PAGE),
                waitsForCustomer(handoff, lines), handoff.snoozedUntil(),
                handoff.state() == Handoff.State.RESOLVED ? null : left);
    }

    /** What a card shows but for the conversation, in the words of the query that finds those that are behind. */
    static String key(Handoff handoff, List<JudgedLine> lines) {
        String suffix = handoff.state() == Handoff.State.RESOLVED
                ? ""
                : (waitsForCustomer(handoff, lines) ? WAITS : "")
                        + (handoff.snoozedUntil() == null ? "" : SNOOZED + handoff.snoozedUntil().getEpochSecond());
        return handoff.state() + ":" + (handoff.agentName() == null ? "" : handoff.agentName()) + ":" + handoff.team()
                + suffix;
    }

    /** Whether a card's key says that this team has it. */
    static boolean isOf(String key, String team) {
        return key.replaceFirst(SNOOZED + "\\d*$", "").replace(WAITS, "").endsWith(":" + team);
    }

    private static boolean waitsForCustomer(Handoff handoff, List<JudgedLine> lines) {
        return handoff.state() == Handoff.State.CLAIMED && !lines.isEmpty()
                && lines.getLast().type() == ConversationEvent.Type.AGENT;
    }

    static DraftCard of(ArticleDraft draft) {
        return new DraftCard(draft.key(), DraftCard.State.valueOf(draft.state().name()), draft.question(),
                draft.title(), draft.body(), draft.language(), draft.nearest(), draft.edits(), draft.decidedBy());
    }

    static String who(JudgedLine line, Conversation conversation) {
        return switch (line.type()) {
            case CUSTOMER -> customer(conversation);
            case BOT -> "Bot";
            case AGENT -> line.agentName() == null ? "Agent" : line.agentName();
            case NOTICE -> "";
        };
    }

    private static String customer(Conversation conversation) {
        return conversation.customerName() == null ? "Customer" : conversation.customerName();
    }

    private static HandoffCard.State state(Handoff handoff) {
        return switch (handoff.state()) {
            case OPEN -> HandoffCard.State.OPEN;
            case CLAIMED -> HandoffCard.State.CLAIMED;
            case RESOLVED -> handoff.outcome() == Handoff.Outcome.RETURNED
                    ? HandoffCard.State.RETURNED
                    : HandoffCard.State.RESOLVED;
        };
    }
}
