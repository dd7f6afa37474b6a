package dev.parley.gateway.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Where is my parcel and how do I return it?        | Where is my parcel          | how do I return it?
            Wo ist mein Paket? Wie kann ich zahlen?           | Wo ist mein Paket?          | Wie kann ich zahlen?
            ¿Cuándo llega mi pedido y cómo lo devuelvo?       | ¿Cuándo llega mi pedido     | cómo lo devuelvo?
            ¿Qué tarjetas aceptan? ¿Cuánto cuesta el envío?   | ¿Qué tarjetas aceptan?      | ¿Cuánto cuesta el envío?
            Hi, two things: 1) how do I pay 2) where is it? ta| how do I pay               | where is it?
            Où est mon colis et combien coûte le retour ?     | Où est mon colis            | combien coûte le retour ?
            """)
    void twoQuestionsAreTakenApart(String message, String first, String second) {
        assertEquals(List.of(first, second), Parts.of(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"and for Germany?", "y para Alemania?", "¿y para España?", "et pour la Belgique ?",
        "e per la Svizzera?", "ok und nach Österreich"})
    void aFollowUpSaysNothingByItself(String message) {
        assertTrue(FollowUp.is(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is my parcel?", "Android app for orders", "Eine Frage zur Lieferung",
        "Etikett verloren"})
    void aQuestionIsNoFollowUp(String message) {
        assertFalse(FollowUp.is(message));
    }
}
