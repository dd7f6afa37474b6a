package dev.parley.gateway;

import dev.parley.gateway.routing.DeskPlace;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.routing.Routing;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the bot would do about a question, as the command line and the API show it. Every key is always there.
 *
 * @param id the asker's, echoed; else null
 * @param decision answer, clarify, smalltalk or handoff
 * @param confidence 0 to 1, of the best hit; null when nothing was found
 * @param answer the verbatim span alone; null when there is none
 * @param answers one for each question in the message, or the options to choose from
 * @param route where a handoff would go; null when it is none
 */
@Introspected
@Schema(name = "Asked")
public record Asked(@Nullable String id, String text, String decision, @Nullable String articleId,
        @Nullable Double confidence, @Nullable String reason, @Nullable String rule, @Nullable String answer,
        List<AskedAnswer> answers, String language, String category, @Nullable AskedRoute route) {

    private static final String PAGE = "/admin/handoffs";

    /**
     * Where a handoff would go now.
     *
     * @param place where its agents see it, for people
     * @param due when somebody should answer, ISO 8601
     * @param open whether the team works now
     * @param why which line of the routing decides
     */
    @Introspected
    @Schema(name = "AskedRoute")
    public record AskedRoute(String team, String place, String priority, String due, boolean open, String why) {

        /** Of a route. */
        public static AskedRoute of(Route route, Routing routing) {
            return new AskedRoute(route.team(),
                    routing.findPlace(route.destination()).map(DeskPlace::toString)
                            .orElse(PAGE),
                    route.priority().name().toLowerCase(Locale.ROOT), route.dueAt().truncatedTo(ChronoUnit.SECONDS)
                            .toString(),
                    route.isOpen(), route.why());
        }

        /** In a sentence. */
        @Override
        public String toString() {
            return "It goes to " + team + " (" + place + ") by " + why + ", priority " + priority + ", due " + due
                    + (open ? "." : " (out of hours now).");
        }
    }

    /** One answer of possibly several. */
    @Introspected
    @Schema(name = "AskedAnswer")
    public record AskedAnswer(String articleId, String answer, double confidence) {}

    /** A decision in these words, which would be acted on now. */
    public static Asked of(@Nullable String id, String text, String language, Decision decision, Routing routing,
            Instant now) {
        Double confidence = decision.hits().isEmpty() ? null : decision.hits().getFirst().confidence();
        return switch (decision) {
            case Decision.Answer answer -> {
                Hit best = answer.best();
                Passage passage = best.passage();
                yield new Asked(id, text, "answer", passage.article().id(), best.confidence(), null, null,
                        passage.text(), answers(answer.answers()), passage.article().language(), passage.category(),
                        null);
            }
            case Decision.Clarify clarify -> new Asked(id, text, "clarify", clarify.options().getFirst().passage()
                    .article().id(), confidence, null, null, null, answers(clarify.options()), language,
                    clarify.options().getFirst().passage().category(), null);
            case Decision.SmallTalk talk -> new Asked(id, text, "smalltalk", null, null, null, null, null, List.of(),
                    language, RuleBook.UNCATEGORISED, null);
            case Decision.Handoff handoff -> new Asked(id, text, "handoff", null, confidence, handoff.reason().code(),
                    handoff.rule(), null, List.of(), language, handoff.category(),
                    AskedRoute.of(routing.route(handoff.reason(), handoff.category(), language, handoff.priority(),
                            now), routing));
            case Decision.LeaveToHuman leave -> throw new IllegalStateException("a question alone has no person");
            case Decision.Superseded superseded -> throw new IllegalStateException("a question alone has no next one");
        };
    }

    private static List<AskedAnswer> answers(List<Hit> hits) {
        return hits.stream().map(hit -> new AskedAnswer(hit.passage().article().id(), hit.passage().text(),
                hit.confidence())).toList();
    }
}
