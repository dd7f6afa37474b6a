package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.connectors.channel.ConversationEvent.Choice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedChoiceTest {

    private static final List<Choice> ARTICLES = List.of(new Choice("pick-7-0", "How do I return an item?"),
            new Choice("pick-7-2", "How do I return a gift?"), new Choice("human", "None of these"));
    private static final List<Choice> HELPED = List.of(new Choice("help-7-yes", "Yes, thanks"),
            new Choice("help-7-no", "No"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            how do i return a gift     | pick-7-2
            2                          | pick-7-2
            the first one please       | pick-7-0
            Die zweite                 | pick-7-2
            the last one               | pick-7-2
            the top one                | pick-7-0
            zweitens                   | pick-7-2
            weder noch                 | human
            nee                        | human
            gift                       | pick-7-2
            an item                    | pick-7-0
            none of these              | human
            neither                    | human
            no                         | human
            """)
    void anArticleIsPicked(String typed, String id) {
        assertEquals(Optional.of(id), TypedChoice.read(typed, ARTICLES));
    }

    @ParameterizedTest
    @CsvSource({"Yes, help-7-yes", "yes it did, help-7-yes", "Ja!, help-7-yes", "no, help-7-no",
        "No not really, help-7-no",
        "nein, help-7-no", "'yes, thanks', help-7-yes"})
    void whetherItHelpedIsSaid(String typed, String id) {
        assertEquals(Optional.of(id), TypedChoice.read(typed, HELPED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0", "yes", "No, I meant the oak table in the garden", "no?", "", "!",
        "how do i return"})
    void whatIsNoChoiceIsNone(String typed) {
        assertEquals(Optional.empty(), TypedChoice.read(typed, ARTICLES));
    }

    @Test
    void withoutButtonsNothingIsChosen() {
        assertEquals(Optional.empty(), TypedChoice.read("yes", List.of()));
    }
}
