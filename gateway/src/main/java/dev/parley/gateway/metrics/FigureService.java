package dev.parley.gateway.metrics;

import dev.parley.gateway.config.ParleyConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes figures of what was recorded; the definitions are the ones that integrations rely on. Thread-safe. */
@Singleton
public class FigureService {

    static final String KB_HIT = "turns answered or clarified from the knowledge base / customer turns that reached "
            + "retrieval (small talk, no-touch, wishes for a person, paused, left to a human excluded)";
    static final String RESOLUTION = "closed conversations without an unresolved handoff and without a thumb down on "
            + "the last answer / closed conversations";
    static final String DEFLECTION = "closed conversations with at least one answer and never a handoff / closed "
            + "conversations";
    static final String ESCALATION = "conversations with at least one handoff / conversations with at least one "
            + "customer turn";
    static final String OVERRIDE = "bot answers or drafts that an agent marked wrong or replaced / those that an agent "
            + "judged";
    static final String CSAT = "ratings of 4 or 5 of 5 / ratings that customers gave after a person closed the "
            + "conversation";
    static final String FIRST_RESPONSE = "from acceptance of the first customer message to the first reply's hand-over "
            + "to the channel, milliseconds";

    private final FiguresRepository repository;
    private final ParleyConfig config;
    private final Clock clock;

    FigureService(FiguresRepository repository, ParleyConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** The figures of what started in [from, to). */
    public Figures between(Instant from, Instant to) {
        List<TurnCount> turns = repository.countTurns(from, to);
        List<ConversationCount> conversations = repository.countConversations(from, to,
                clock.instant().minus(config.conversations().closeAfter()));
        FeedbackCount feedback = repository.countFeedback(from, to);
        DraftCount drafts = repository.countDrafts(from, to, Agreement.MOST);
        List<RatingCount> ratings = repository.countRatings(from, to);
        Map<String, Figures.Rate> byAgent = new TreeMap<>();
        ratings.forEach(count -> byAgent.put(count.agent(),
                Figures.Rate.of(count.satisfied(), count.ratings(), CSAT)));
        Totals all = new Totals(turns, conversations);
        Map<String, Long> reasons = new TreeMap<>();
        repository.countReasons(from, to).forEach(count -> reasons.put(count.reason(), count.handoffs()));
        return new Figures(from, to,
                new Figures.Counts(all.ofConversations(ConversationCount::conversations), all.ofTurns(TurnCount::turns),
                        all.ofTurns(TurnCount::answered), all.ofTurns(TurnCount::handoffs), feedback.helpful(),
                        feedback.unhelpful()),
                new Figures.Named(all.kbHit(), all.resolution(), all.deflection(), all.escalation(),
                        Figures.Rate.of(drafts.replaced(), drafts.judged(), OVERRIDE),
                        Figures.Rate.of(ratings.stream().mapToLong(RatingCount::satisfied).sum(),
                                ratings.stream().mapToLong(RatingCount::ratings).sum(), CSAT),
                        latency(repository.listFirstResponseMillis(from, to))),
                reasons, byCategory(turns),
                slices(turns, conversations, TurnCount::channel, ConversationCount::channel),
                slices(turns, conversations, TurnCount::language, ConversationCount::language), byAgent);
    }

    private record Totals(List<TurnCount> turns, List<ConversationCount> conversations) {

        long ofTurns(ToLongFunction<TurnCount> part) {
            return turns.stream().mapToLong(part).sum();
        }

        long ofConversations(ToLongFunction<ConversationCount> part) {
            return conversations.stream().mapToLong(part).sum();
        }

        Figures.Rate kbHit() {
            return Figures.Rate.of(ofTurns(TurnCount::answered) + ofTurns(TurnCount::clarified),
                    ofTurns(TurnCount::retrieved), KB_HIT);
        }

        Figures.Rate resolution() {
            return Figures.Rate.of(ofConversations(ConversationCount::resolved),
                    ofConversations(ConversationCount::closed), RESOLUTION);
        }

        Figures.Rate deflection() {
            return Figures.Rate.of(ofConversations(ConversationCount::deflected),
                    ofConversations(ConversationCount::closed), DEFLECTION);
        }

        Figures.Rate escalation() {
            return Figures.Rate.of(ofConversations(ConversationCount::escalated),
                    ofConversations(ConversationCount::conversations), ESCALATION);
        }
    }

    private static Map<String, Figures.CategorySlice> byCategory(List<TurnCount> turns) {
        Map<String, Figures.CategorySlice> slices = new TreeMap<>();
        for (String category : turns.stream().map(TurnCount::category).distinct().toList()) {
            Totals totals = new Totals(only(turns, count -> count.category().equals(category)), List.of());
            slices.put(category, new Figures.CategorySlice(totals.ofTurns(TurnCount::turns),
                    totals.ofTurns(TurnCount::handoffs), totals.kbHit()));
        }
        return slices;
    }

    private static Map<String, Figures.Slice> slices(List<TurnCount> turns, List<ConversationCount> conversations,
            Function<TurnCount, String> ofTurn, Function<ConversationCount, String> ofConversation) {
        Map<String, Figures.Slice> slices = new TreeMap<>();
        for (String name : conversations.stream().map(ofConversation).distinct().toList()) {
            slices.put(name, slice(turns, conversations, ofTurn, ofConversation, name));
        }
        // A conversation may have started before the span and gone on in it.
        for (String name : turns.stream().map(ofTurn).distinct().toList()) {
            slices.computeIfAbsent(name, missing -> slice(turns, conversations, ofTurn, ofConversation, missing));
        }
        return slices;
    }

    private static Figures.Slice slice(List<TurnCount> turns, List<ConversationCount> conversations,
            Function<TurnCount, String> ofTurn, Function<ConversationCount, String> ofConversation, String name) {
        Totals totals = new Totals(only(turns, count -> ofTurn.apply(count).equals(name)),
                only(conversations, count -> ofConversation.apply(count).equals(name)));
        return new Figures.Slice(totals.ofTurns(TurnCount::turns), totals.ofTurns(TurnCount::handoffs),
                totals.kbHit(), totals.resolution(), totals.deflection(), totals.escalation());
    }

    private static <T> List<T> only(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static Figures.Latency latency(List<Long> sortedMillis) {
        return new Figures.Latency(quantile(sortedMillis, 0.50), quantile(sortedMillis, 0.95), FIRST_RESPONSE);
    }

    /** The smallest value that at least this share of all does not exceed. */
    private static @Nullable Long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
