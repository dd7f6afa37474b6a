package dev.parley.gateway.drafts;

import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What customers asked and the knowledge base did not answer, and does not by now: an article, or a judgement of a question
 * like it, closes a gap wherever it came from. Thread-safe.
 */
@Singleton
class Gaps {

    private static final int MAX_QUESTIONS = 100;
    /** Each question is asked again at most so often: a hundred of them take about a second of one core. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TurnRepository turns;
    private final Asking asking;
    private final Clock clock;
    private final Map<String, Look> looks = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
            return size() > 10 * MAX_QUESTIONS;
        }
    });

    Gaps(TurnRepository turns, Asking asking, Clock clock) {
        this.turns = turns;
        this.asking = asking;
        this.clock = clock;
    }

    private record Look(Instant at, boolean isAnswered) {}

    /** @param times how often it was asked, whatever its case */
    record Gap(TurnOutcome newest, int times) {

        Gap onceMore() {
            return new Gap(newest, times + 1);
        }
    }

    /** The newest first, at most 100. */
    List<Gap> list(Duration last) {
        Map<String, Gap> byText = new LinkedHashMap<>();
        for (TurnOutcome turn : turns.listUnanswered(clock.instant().minus(last))) {
            byText.merge(turn.text().strip().toLowerCase(Locale.ROOT), new Gap(turn, 1),
                    (newer, older) -> newer.onceMore());
        }
        return byText.values().stream().limit(2 * MAX_QUESTIONS).filter(gap -> !isAnswered(gap.newest()))
                .limit(MAX_QUESTIONS).toList();
    }

    private boolean isAnswered(TurnOutcome turn) {
        Instant now = clock.instant();
        String key = turn.language() + " " + turn.text();
        Look known = looks.get(key);
        if (known == null || known.at().plus(FRESH).isBefore(now)) {
            known = new Look(now, asking.answeredBy(turn.text(), turn.language()).isPresent());
            looks.put(key, known);
        }
        return known.isAnswered();
    }
}
