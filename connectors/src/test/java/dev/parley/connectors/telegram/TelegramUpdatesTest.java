package dev.parley.connectors.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.RecordingHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded updates of many kinds, and what each means. */
class TelegramUpdatesTest {

    static Stream<Arguments> updates() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Arguments> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/telegram/updates.jsonl"))) {
            JsonNode row = json.readTree(line);
            rows.add(Arguments.of(row.path("name").asText(), row.path("expect").asText(), row.path("update")));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void meansWhatItShould(String name, String expected, JsonNode update) {
        RecordingHost host = new RecordingHost();
        List<TelegramDecoder.Meaning> meanings = new ArrayList<>();
        TelegramReceiver receiver = new TelegramReceiver(host,
                new TelegramDecoder(FakeTelegram.BOT_ID, FakeTelegram.BOT_NAME), meanings::add);
        receiver.receive(update);
        receiver.receive(update);
        String actual = host.unreadable().isEmpty() ? describe(meanings.getFirst()) : "unreadable";
        assertEquals(expected, actual);
        assertEquals(meanings.isEmpty() ? 0 : meanings.getFirst().events().size(), meanings.stream()
                .flatMap(meaning -> meaning.events().stream()).map(InboundEvent::deliveryId).distinct().count(),
                "delivered twice, it is one event");
    }

    private static String describe(TelegramDecoder.Meaning meaning) {
        if (meaning.command() != null) {
            return "command " + meaning.command()
                    + (meaning.event() instanceof InboundEvent.Details details ? " " + details.fields() : "");
        }
        String all = meaning.events().stream().map(TelegramUpdatesTest::describe).collect(Collectors.joining(", "));
        return !all.isEmpty() ? all : meaning.pressedId() == null ? "nothing" : "answered only";
    }

    private static String describe(InboundEvent event) {
        return switch (event) {
            case InboundEvent.Message message -> "Message " + words(message)
                    + (message.ref().threadKey() != null && message.ref().threadKey().contains(".t")
                            ? " " + message.ref().threadKey()
                            : "");
            case InboundEvent.Edited edited -> "Edited " + edited.text();
            case InboundEvent.Choice choice -> "Choice " + choice.choiceId();
            case InboundEvent.Feedback feedback -> "Feedback " + feedback.turnId() + " " + feedback.helpful();
            case InboundEvent.LanguageChosen chosen -> "LanguageChosen " + chosen.locale();
            case InboundEvent.Forget forget -> "Forget";
            case InboundEvent.Moved moved -> "Moved " + moved.newKey();
            case InboundEvent.Details details -> "Details " + details.fields();
            case InboundEvent.Unreachable unreachable -> "Unreachable";
        };
    }

    private static String words(InboundEvent.Message message) {
        return (message.text() + message.files().stream().map(file -> " 📎" + file.name())
                .collect(Collectors.joining())).strip();
    }
}
