package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.ConversationEvent;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How customers liked what a person did: buttons from 5, the best, to 1, and the table {@code rating}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Ratings extends GenericRepository<Handoff, Long> {

    /** The best score; the worst is 1. */
    int BEST = 5;
    /** The shape of a button's id. */
    Pattern BUTTON = Pattern.compile("rate-(\\d{1,18})-([1-5])");

    /** @param score 1 to 5 */
    record Given(long handoffId, int score) {}

    /** The buttons below the question, the best first. */
    static List<ConversationEvent.Choice> choices(long handoffId, List<String> labels) {
        return IntStream.range(0, labels.size()).mapToObj(place -> new ConversationEvent.Choice(
                "rate-" + handoffId + "-" + (BEST - place), labels.get(place))).toList();
    }

    /** What a button means, if it is one of these. */
    static Optional<Given> read(String choiceId) {
        Matcher matcher = BUTTON.matcher(choiceId);
        return matcher.matches()
                ? Optional.of(new Given(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** @return 1; 0 when it was rated before */
    @Query("""
            INSERT INTO rating (handoff_id, conversation_id, agent_name, score, rated_at)
            VALUES (:handoffId, :conversationId, :agentName, :score, :now) ON CONFLICT DO NOTHING
            """)
    long insertIfAbsent(long handoffId, long conversationId, String agentName, int score, Instant now);

    /** The customer changed their mind: the last one counts. */
    @Query("UPDATE rating SET score = :score, rated_at = :now WHERE handoff_id = :handoffId")
    void updateScore(long handoffId, int score, Instant now);
}
