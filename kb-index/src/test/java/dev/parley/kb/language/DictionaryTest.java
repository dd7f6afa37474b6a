package dev.parley.kb.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {

    @ParameterizedTest
    @CsvSource({"en, spares", "en, insurers", "de, lager", "de, verschickt", "de, größe", "de, groesse", "de, grosse",
        "de, frau", "de, rücksendung",
        "es, estaba", "es, solicitar", "es, devolución", "es, devolucion", "es, cuándo", "fr, laver", "fr, trouve",
        "fr, reçu", "fr, recu", "fr, cœur", "fr, coeur", "it, istruzioni", "it, trovo", "it, perché", "it, perche",
        "pt, estava", "pt, solicitar", "pt, não", "pt, nao", "pt, devolução"})
    void knowsWordsInTheirFormsAlsoWithoutAccents(String language, String word) {
        assertTrue(Dictionary.has(language, word));
    }

    @ParameterizedTest
    @CsvSource({"de, vershickt", "de, verschick_", "es, solicitr", "fr, trouv", "it, xqzt", "pt, estaav", "en, hosue",
        "sv, hus",
        "de, ''"})
    void doesNotKnowOthers(String language, String word) {
        assertFalse(Dictionary.has(language, word));
    }

    @Test
    void thereAreSix() {
        assertEquals(Set.of("de", "en", "es", "fr", "it", "pt"), Dictionary.languages());
    }
}
