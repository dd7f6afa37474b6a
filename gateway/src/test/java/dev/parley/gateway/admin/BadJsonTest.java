package dev.parley.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    record Body(String title, LocalDate updated, int seconds, List<String> questions) {}

    @Test
    void aFieldOfAnotherKindIsNamedWithWhatItMustBe() {
        assertEquals("updated must be a date like 2026-04-30, not '20-13-45' (line 1, column 12)",
                told("{\"updated\":\"20-13-45\"}"));
        assertEquals("seconds must be a number, not 'soon' (line 1, column 12)", told("{\"seconds\":\"soon\"}"));
        assertEquals("questions must be a list (line 1, column 14)", told("{\"questions\":{}}"));
        assertEquals("questions[1] must be a text (line 1, column 17)", told("{\"questions\":[1,{}]}"));
    }

    @Test
    void whatIsNoJsonOrNoObjectIsToldWithItsPlace() {
        assertEquals("the body is no valid JSON (line 1, column 11)", told("{\"title\":5"));
        assertEquals("the body must be an object (line 1, column 1)", told("[]"));
    }

    @Test
    void otherFailuresAreNotItsOwn() {
        assertEquals(Optional.empty(), BadJson.tell(new IllegalStateException(new RuntimeException("a secret"))));
        assertEquals(Optional.empty(), BadJson.tell(null));
    }

    private static String told(String body) {
        JsonProcessingException failure = assertThrows(JsonProcessingException.class,
                () -> JSON.readValue(body, Body.class));
        return BadJson.tell(new IllegalStateException(failure)).orElseThrow();
    }
}
