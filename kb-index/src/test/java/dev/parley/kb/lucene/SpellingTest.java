package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    private final Spelling english = new Spelling("en",
            Map.of("refund", 9, "delivery", 8, "activated", 3, "cancel", 5, "order", 9, "to", 9, "card", 4, "address",
                    6),
            Set.of("message", "money", "deliver", "happened"), word -> word.equals("refunded"));
    private final Spelling german = new Spelling("de", Map.of("lieferadresse", 3, "änderung", 4, "bestellung", 7),
            Set.of(), word -> false);

    @ParameterizedTest
    @CsvSource({"where is my refnud, where is my refund", "delivry adress, delivery address", "Cancle it, cancel it",
        "tocancel an ordr, to cancel an order", "mesage me, message me"})
    void repairsWhatTheArticlesOrTheLanguageKnow(String typed, String repaired) {
        assertEquals(repaired, english.repair(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my card was deactivated", "BM44710x refundz9", "was it refunded", "xqzt", "what happened"})
    void leavesAloneWhatItMustNotGuess(String text) {
        assertEquals(text, english.repair(text));
    }

    @Test
    void cleanTextIsTheVerySame() {
        assertSame("cancel order", english.repair("cancel order").intern());
    }

    @Test
    void takesGermanCompoundsApart() {
        assertEquals("Lieferadressenänderung lieferadresse änderung", german.repair("Lieferadressenänderung"));
    }
}
