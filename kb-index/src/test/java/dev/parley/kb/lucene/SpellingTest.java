package dev.parley.kb.lucene;

import static java.util.Map.entry;
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
            Map.ofEntries(entry("refund", 9), entry("delivery", 8), entry("activated", 3), entry("cancel", 5),
                    entry("order", 9), entry("to", 9), entry("card", 4), entry("address", 6), entry("cancle", 1),
                    entry("yucca", 1), entry("addresse", 1), entry("orders", 1), entry("carb", 1)),
            Set.of("message", "money", "deliver", "happened", "cancel", "order", "address"),
            word -> word.replaceFirst("(?<=refund|order)(ed|s)$", ""), "refund"::equals);
    private final Spelling italian = new Spelling("it", Map.of("indirizzo", 3, "ordine", 5, "reso", 4, "pacco", 2),
            Set.of(),
            word -> word, stem -> false);
    private final Spelling turkish = new Spelling("tr", Map.of("teslimat", 3, "iade", 5), Set.of(), word -> word,
            stem -> false);
    private final Spelling german = new Spelling("de", Map.of("lieferadresse", 3, "änderung", 4, "bestellung", 7),
            Set.of(), word -> word, stem -> false);

    @ParameterizedTest
    @CsvSource({"where is my refnud, where is my refund", "delivry adress, delivery address", "Cancle it, cancel it",
        "tocancel an ordr, to cancel an order", "mesage me, message me", "my refnud., my refund.",
        "refnud/delivry, refund/delivery", "the ordr's adress, the order's address", "re-delivry!, re-delivery!"})
    void repairsWhatTheArticlesOrTheLanguageKnow(String typed, String repaired) {
        assertEquals(repaired, english.repair(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my card was deactivated", "BM44710x refundz9", "was it refunded", "xqzt", "what happened",
        "orders@delivry.com", "delivry.pdf", "it doesn't cancl't"})
    void leavesAloneWhatItMustNotGuess(String text) {
        assertEquals(text, english.repair(text));
    }

    @Test
    void aMisspeltWordInAnExampleQuestionIsNoProofThatItIsRight() {
        assertEquals("cancel my order address", english.repair("cancle my order addresse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my yucca", "my orders", "the carb"})
    void aRareWordThatIsNotNextToAnUsualOneStays(String text) {
        assertEquals(text, english.repair(text));
    }

    @Test
    void cleanTextIsTheVerySame() {
        assertSame("cancel order", english.repair("cancel order").intern());
    }

    @ParameterizedTest
    @CsvSource({"dov'è il mio pcco, dov'è il mio pacco", "cambiare l'indrizzo, cambiare l'indirizzo",
        "il peso, il peso", "dell'ordne, dell'ordine"})
    void wordsOfTheLanguageStayAlsoNextToThoseOfTheArticles(String typed, String repaired) {
        assertEquals(repaired, italian.repair(typed));
    }

    @Test
    void withoutADictionaryWhatMayBeMeantIsAdded() {
        assertEquals("tesliamt teslimat", turkish.repair("tesliamt"));
    }

    @Test
    void aWordThatIsUsedOnceProvesNothing() {
        Spelling spanish = new Spelling("es", Map.of("barcwlona", 1, "envío", 4), Set.of(), word -> word,
                stem -> false);
        assertEquals("barcelonx", spanish.repair("barcelonx"));
        assertEquals("envío", spanish.repair("envíoo"));
    }

    @Test
    void takesGermanCompoundsApart() {
        assertEquals("Lieferadressenänderung lieferadresse änderung", german.repair("Lieferadressenänderung"));
    }
}
