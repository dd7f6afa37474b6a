package dev.parley.connectors.slack.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.slack.api.util.json.GsonFactory;
import dev.parley.connectors.desk.DeskLine;
import dev.parley.connectors.slack.BlockKitRules;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However long a conversation is, each message of its thread is one that Slack takes, and nothing of it is missing. */
class SlackTranscriptTest {

    @Test
    void twoThousandLinesAreSplitIntoMessagesThatSlackTakes() throws IOException {
        Random random = new Random(2000);
        List<DeskLine> lines = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int length = random.nextInt(50) == 0 ? 4_000 + random.nextInt(20_000) : random.nextInt(300);
            String text = random.nextBoolean() ? "🦊é".repeat(length / 4) : "<!here> *x* & ".repeat(length / 14);
            String who = random.nextInt(10) == 0 ? "" : "Customer".repeat(1 + random.nextInt(20));
            // What merely happened is said by the brand, in a short text.
            lines.add(new DeskLine(i, Instant.EPOCH, who, who.isEmpty() ? "Ana joined " + i : text, null));
            said.append(who.isEmpty() ? "Ana joined " + i : text);
        }
        StringBuilder shown = new StringBuilder();
        int messages = 0;
        long last = 0;
        for (SlackCards.Part part : SlackCards.thread(lines)) {
            ArrayNode json = (ArrayNode) new ObjectMapper()
                    .readTree(GsonFactory.createSnakeCase().toJson(part.blocks()));
            assertTrue(part.last() >= last && part.last() < lines.size(), "each says how far it goes");
            last = part.last();
            assertEquals(List.of(), BlockKitRules.broken(json));
            json.forEach(block -> shown.append(words(block)));
            messages++;
        }
        assertEquals(lines.size() - 1, last);
        assertTrue(shown.toString().contentEquals(said), "every word, in its order");
        System.out.printf("A TRANSCRIPT of 2,000 lines, %,d characters: %d messages, all legal%n", said.length(),
                messages);
    }

    /** Without the name, the time and the line break in front; a blank stands for an empty line. */
    private static String words(JsonNode block) {
        JsonNode elements = block.path("elements");
        String text = block.path("type").asText().equals("context")
                ? elements.path(0).path("text").asText()
                : elements.at("/0/elements/3/text").asText().substring(1);
        return text.equals(" ") ? "" : text;
    }
}
