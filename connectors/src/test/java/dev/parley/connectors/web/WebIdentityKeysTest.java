package dev.parley.connectors.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebIdentityKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "short", "k1=short", "=0123456789012345678901234567890123456789",
        "k1=0123456789012345678901234567890123456789,k2"})
    void whatCannotBeUsedIsRefusedAtTheStart(String keys) {
        String why = assertThrows(IllegalStateException.class, identity(keys)::checkKeys).getMessage();
        assertTrue(why.startsWith(WebIdentity.KEYS), why);
    }

    @Test
    void withoutKeysNobodyIsKnown() {
        assertDoesNotThrow(new WebIdentity(name -> Optional.empty(), Clock.systemUTC())::checkKeys);
    }

    private static WebIdentity identity(String keys) {
        return new WebIdentity(name -> Optional.of(keys), Clock.systemUTC());
    }
}
