package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.metrics.TurnOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final InboxItem MESSAGE = new InboxItem(1L, "web", "d", 1, InboxItem.Kind.MESSAGE, "and express?", 9,
            NOW, InboxItem.State.PENDING, 0);

    @Test
    void whatWasAskedBeforeGoesOnOverSeveralFollowUps() {
        assertEquals("How much is delivery?\nand to Scotland?",
                previous("and to Scotland?", "How much is delivery?", "What is your VAT number?"));
        assertEquals("can you collect a sofa\nhow much is it\nand to Scotland?",
                previous("and to Scotland?", "how much is it", "can you collect a sofa"));
    }

    @Test
    void anAnswerIsAPassageAndNotItsArticle() {
        Inquiry.History history = Histories.of(MESSAGE, List.of(answer("a", 0), answer("b", 700), answer("c", 0)));
        assertEquals(Map.of("delivery@0", 2, "delivery@700", 1), history.answered());
    }

    private static String previous(String... newestFirst) {
        return String.valueOf(Histories.of(MESSAGE,
                List.of(newestFirst).stream().map(text -> answer(text, 0)).toList()).previousQuestion());
    }

    private static TurnOutcome answer(String text, int start) {
        return new TurnOutcome(1L, 1, 1, 1, "web", text, "en", NOW, NOW, TurnOutcome.Kind.ANSWER, null, null,
                "delivery", true, "delivery", "en", "hash", start, start + 90, 0.9, "[]", null);
    }
}
