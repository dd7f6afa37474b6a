package dev.parley.connectors.slack.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.api.SlackPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded deliveries of many kinds, and what each means. */
class SlackDeliveriesTest {

    static Stream<Arguments> deliveries() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Arguments> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/slack/deliveries.jsonl"))) {
            JsonNode row = json.readTree(line);
            rows.add(Arguments.of(row.path("name").asText(), row.path("expect").asText(),
                    SlackPayload.Kind.valueOf(row.path("kind").asText()), row.path("body")));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deliveries")
    void meansWhatItShould(String name, String expected, SlackPayload.Kind kind, JsonNode body) {
        SlackDecoder decoder = new SlackDecoder(FakeSlack.BOT_USER,
                new ConversationRef("slack", "C1", "1690000000.000001")::equals, ref -> false);
        String actual;
        try {
            actual = decoder.decode(new SlackPayload(kind, body)).map(SlackDeliveriesTest::describe).orElse("nothing");
        } catch (RuntimeException e) {
            actual = "unreadable";
        }
        assertEquals(expected, actual);
    }

    @Test
    void whoAnswersAPersonInAThreadOfTheirDirectMessagesGoesOnWithThatPerson() throws IOException {
        SlackDecoder decoder = new SlackDecoder(FakeSlack.BOT_USER, ref -> false,
                new ConversationRef("slack", "D1", null)::equals);
        JsonNode body = deliveries().filter(row -> row.get()[0].equals("direct message in a thread")).findFirst()
                .map(row -> (JsonNode) row.get()[3]).orElseThrow();
        assertEquals("Message Where is my parcel? @D1", decoder.decode(
                new SlackPayload(SlackPayload.Kind.EVENT, body)).map(SlackDeliveriesTest::describe).orElseThrow());
    }

    private static String describe(InboundEvent event) {
        String place = " @" + event.ref().conversationKey()
                + (event.ref().threadKey() == null ? "" : "/" + event.ref().threadKey());
        return switch (event) {
            case InboundEvent.Message message -> "Message " + words(message) + place;
            case InboundEvent.Edited edited -> "Edited " + edited.text();
            case InboundEvent.Choice choice -> "Choice " + choice.choiceId() + place;
            case InboundEvent.Feedback feedback -> "Feedback " + feedback.turnId() + " " + feedback.helpful() + place;
            default -> event.getClass().getSimpleName();
        };
    }

    private static String words(InboundEvent.Message message) {
        return (message.text() + message.files().stream().map(file -> " 📎" + file.name())
                .collect(Collectors.joining())).strip();
    }
}
