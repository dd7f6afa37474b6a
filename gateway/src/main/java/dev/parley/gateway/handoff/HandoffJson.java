package dev.parley.gateway.handoff;

import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Details;
import dev.parley.gateway.conversation.Undelivered;
import dev.parley.gateway.delivery.LineJson;
import dev.parley.gateway.metrics.ArticleTried;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the handoff API. Fields of requests are nullable: the controller says what is missing. */
final class HandoffJson {

    private HandoffJson() {}

    @Introspected
    @Schema(name = "Handoffs")
    record Listing(List<Summary> handoffs) {}

    @Introspected
    @Schema(name = "HandoffSummary")
    record Summary(long id, String state, String reason, @Nullable String rule, String category, String priority,
            Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt, @Nullable Agent agent,
            @Nullable String outcome, String channel, String language, Customer customer,
            @Nullable String lastMessage, @Nullable String question, String team, @Nullable Instant dueAt) {

        static Summary of(HandoffSummary row) {
            return new Summary(row.id(), lower(row.state()), row.reason(), row.rule(), row.category(),
                    lower(row.priority()), row.openedAt(), row.claimedAt(), row.resolvedAt(), Agent.of(row.agentName()),
                    row.outcome() == null ? null : lower(row.outcome()), row.channel(), row.language(),
                    new Customer(row.customerId(), row.customerName()), row.lastMessage(), row.question(), row.team(),
                    row.dueAt());
        }
    }

    @Introspected
    @Schema(name = "Handoff", description = "Everything a person needs to go on.")
    record Detail(long id, String state, String reason, @Nullable String rule, String category, String priority,
            Instant openedAt, @Nullable Instant claimedAt, @Nullable Instant resolvedAt, @Nullable Agent agent,
            @Nullable String outcome, String channel, String language, Customer customer, String conversationId,
            List<LineJson> transcript, List<ArticleTried> articlesTried, String team, @Nullable String destination,
            @Nullable String mention, @Nullable Instant dueAt, @Nullable String why, @Nullable String draft,
            @Nullable Double draftAgreement, Map<String, String> details, @Nullable Instant leftAt,
            List<Remark> remarks, List<NotDelivered> notDelivered) {

        /**
         * @param left when the customer closed the page, or null
         * @param events all of its events, of which those are remarks that agents should read
         */
        static Detail of(Handoff handoff, Conversation conversation, List<LineJson> transcript,
                @Nullable Instant left, List<HandoffEvent> events, List<Undelivered> undelivered) {
            return new Detail(handoff.id() == null ? 0 : handoff.id(), lower(handoff.state()), handoff.reason(),
                    handoff.rule(), handoff.category(), lower(handoff.priority()), handoff.openedAt(),
                    handoff.claimedAt(), handoff.resolvedAt(), Agent.of(handoff.agentName()),
                    handoff.outcome() == null ? null : lower(handoff.outcome()), conversation.channel(),
                    conversation.language(), new Customer(conversation.customerId(), conversation.customerName()),
                    conversation.conversationKey(), transcript, ArticleTried.fromJson(handoff.articlesTried()),
                    handoff.team(), handoff.destination(), handoff.mention(), handoff.dueAt(), handoff.why(),
                    handoff.draft(), handoff.draftAgreement(),
                    Details.fromJson(conversation.details()), left,
                    events.stream().filter(event -> event.remark() != null)
                            .map(event -> new Remark(event.happenedAt(), String.valueOf(event.remark()))).toList(),
                    undelivered.stream().map(line -> new NotDelivered(line.seq(),
                            line.isRefused() ? "refused" : "queued", line.error())).toList());
        }
    }

    @Introspected
    @Schema(name = "HandoffRemark", description = "What Parley told the agents; no customer reads it")
    record Remark(Instant at, String text) {}

    @Introspected
    @Schema(name = "NotDelivered", description = "A line that the customer's channel has not taken: queued, or refused")
    record NotDelivered(long seq, String state, @Nullable String why) {}

    @Introspected
    @Schema(name = "Agent")
    record Agent(String name) {

        static @Nullable Agent of(@Nullable String name) {
            return name == null ? null : new Agent(name);
        }
    }

    @Introspected
    @Schema(name = "Customer")
    record Customer(String id, @Nullable String name) {}

    @Introspected
    @Schema(name = "HandoffAction", description = "agent is the name that customers see")
    record Action(@Nullable String agent) {}

    @Introspected
    @Schema(name = "HandoffResolution", description = "outcome: solved, not_solved or spam; category: what it was about, if not"
            + " what it was filed under; both may be left out")
    record Resolution(@Nullable String agent, @Nullable String outcome, @Nullable String category) {}

    @Introspected
    @Schema(name = "HandoffReply", description = "agent is the name that customers see; text is plain text")
    record Reply(@Nullable String agent, @Nullable String text) {}

    @Introspected
    @Schema(name = "HandoffResending", description = "seq of a line that was refused")
    record Resending(@Nullable Long seq) {}

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
