package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.lucene.analysis.Analyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {

    @ParameterizedTest
    @MethodSource("dev.parley.kb.lucene.Languages#known")
    void everyLanguageKeepsItsWords(String language) {
        try (Analyzer analyzer = Languages.analyzerFor(language)) {
            // Stop words too: a question is short.
            assertEquals(3, QueryTerms.of("the where 42", "words", 10, analyzer).size());
            assertFalse(QueryTerms.of("паke मदद مساعدة βοήθεια 配送", "words", 10, analyzer).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"de, Lieferungen, Lieferung", "es, pedidos, pedido", "it, ordini, ordine", "fr, commandes, commande",
        "nl, bestellingen, bestelling", "pt, entregas, entrega"})
    void inflectedWordsMeet(String language, String one, String other) {
        try (Analyzer analyzer = Languages.analyzerFor(language)) {
            assertEquals(QueryTerms.of(one, "words", 1, analyzer), QueryTerms.of(other, "words", 1, analyzer));
        }
    }

    @Test
    void aLanguageWithoutAnAnalyzerIsFolded() {
        try (Analyzer analyzer = Languages.analyzerFor("xx")) {
            assertEquals(QueryTerms.of("ABC", "words", 1, analyzer), QueryTerms.of("abc", "words", 1, analyzer));
        }
    }
}
