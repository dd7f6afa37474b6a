package dev.parley.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my card 4111 1111 1111 1111 cvv 123   | my card •••• 1111 cvv 123
            4111111111111111                      | •••• 1111
            5500-0000-0000-0004, please           | •••• 0004, please
            amex 378282246310005!                 | amex •••• 0005!
            """)
    void aCardsNumberIsHiddenButForItsEnd(String typed, String stored) {
        assertEquals(stored, CleanText.of(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 4111111111111112", "order 1000000000000008", "call 0113 496 0123",
        "GB82 WEST 1234 5698 7654 32", "1700000000.123456", "411111111111", "4111.1111.1111.1111"})
    void otherNumbersStayAsTyped(String typed) {
        assertEquals(typed, CleanText.of(typed));
    }
}
