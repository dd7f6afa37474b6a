package dev.parley.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rollout.Rollout;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes of meaning are refused with the line that they stand in, which no parser finds. */
class RoutingFileTest {

    @TempDir
    Path config;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("../config/routing.yml"), config.resolve("routing.yml"));
        Files.copy(Path.of("../config/rollout.yml"), config.resolve("rollout.yml"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            team: legal-compliance        | team: legal                   | there is no team 'legal'
            hours: always                 | hours: allways                | there is no hours 'allways'
            sat: "10:00-16:00"            | sat: "10:00-10:00"            | '10:00-10:00' is no time at all
            {normal: 15, high: 10, urgent: 5} | {normal: 15, high: 10}    | the team 'safety' has no slaMinutes for URGENT
            name: Everything else\\n    reasons: [] | name: Everything else\\n    reasons: [keyword] | the last route must fit everything
            agents: []                    | agents: [{name: Al, slack: U1}, {name: al, slack: U2}] | two agents are called 'al'
            destinations: {}              | destinations: {a: {slack: C1}} | name one of the destinations as fallback
            """)
    void aMistakeInRoutingIsRefusedWithItsLine(String good, String bad, String message) throws IOException {
        int line = change("routing.yml", good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
        String refusal = assertThrows(ParleyException.class, () -> Routing.read(config)).message();
        assertTrue(refusal.contains(message), refusal);
        String place = message.startsWith("the team") ? "  safety:" : null;
        assertTrue(refusal.startsWith(config.resolve("routing.yml") + ":" + (place == null ? line : lineOf(place))
                + ": "), refusal + " is in line " + line);
    }

    @Test
    void aRolloutThatFitsNotEverythingIsRefusedWithItsLine() throws IOException {
        int line = change("rollout.yml", "channel: \"*\"", "channel: web");
        String refusal = assertThrows(ParleyException.class, () -> Rollout.read(config)).message();
        assertTrue(refusal.startsWith(config.resolve("rollout.yml") + ":" + line + ": "), refusal);
    }

    @Test
    void theShippedFilesAreValid() {
        assertEquals("support", Routing.read(config).route(Reason.NOT_SURE, "delivery", "en",
                Priority.NORMAL, Instant.EPOCH).team());
    }

    @Test
    void aHandoffWaitsForItsTeamRatherThanForOneThatIsNotAtWorkEither() throws IOException {
        Path file = config.resolve("routing.yml");
        String shipped = Files.readString(file);
        String chain = shipped.replaceFirst("(?s)(  support:\n.*?)fallback:\n", "$1fallback: sales\n")
                .replaceFirst("(?s)(  sales:\n.*?)fallback:\n", "$1fallback: technical\n")
                .replaceFirst("(?s)(  technical:\n.*?)fallback:\n", "$1fallback: support\n");
        Instant sunday = Instant.parse("2026-11-29T12:00:00Z");
        Files.writeString(file, chain);
        Route waiting = Routing.read(config).route(Reason.NOT_SURE, "delivery", "en", Priority.NORMAL, sunday);
        assertEquals("support", waiting.team(), "nobody of the chain is at work");
        assertFalse(waiting.isOpen());
        assertEquals(Optional.empty(), Routing.read(config).findNextTeam("support", sunday));
        Files.writeString(file, chain.replaceFirst("(?s)(  technical:\n.*?)hours: office", "$1hours: always"));
        Route taken = Routing.read(config).route(Reason.NOT_SURE, "delivery", "en", Priority.NORMAL, sunday);
        assertEquals("technical", taken.team(), "sales is not at work: " + taken.why());
        assertTrue(taken.isOpen());
        assertEquals(Optional.of("technical"), Routing.read(config).findNextTeam("sales", sunday));
    }

    @Test
    void aFileOfAnOlderVersionLacksWhatCameLater() throws IOException {
        Path file = config.resolve("routing.yml");
        Files.writeString(file, Files.readString(file).replace("\nmirror:\n", "\n").replace("\nalerts:\n", "\n"));
        assertEquals(Optional.empty(), Routing.read(config).findAlerts());
    }

    private int change(String name, String good, String bad) throws IOException {
        Path file = config.resolve(name);
        String before = Files.readString(file);
        assertTrue(before.contains(good), good);
        Files.writeString(file, before.replace(good, bad));
        return (int) before.substring(0, before.indexOf(good)).lines().count()
                + (before.substring(0, before.indexOf(good)).endsWith("\n") ? 1 : 0);
    }

    private int lineOf(String start) throws IOException {
        int line = Files.readAllLines(config.resolve("routing.yml")).indexOf(start) + 1;
        assertTrue(line > 0, start);
        return line;
    }
}
