package dev.parley.gateway.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code brand.yml} promises about the bot's words. */
class BrandTest {

    @TempDir
    Path config;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("../config/brand.yml"), config.resolve("brand.yml"));
    }

    @Test
    void aCustomerWhoseNameIsKnownIsCalledByIt() {
        Voice voice = Voice.read(config);
        assertTrue(voice.towards("web", "Kim Lee").courtesy(Finding.Kind.GREETING, "en").startsWith("Hello, Kim!"));
        assertTrue(voice.courtesy(Finding.Kind.GREETING, "en").startsWith("Hello!"));
    }

    @Test
    void questionsAreSuggestedInTheCustomersLanguage() throws IOException {
        Voice voice = Voice.read(config);
        assertEquals("Where is my parcel?", voice.profile("en").suggestions().getFirst());
        assertEquals("Wo ist mein Paket?", voice.profile("de").suggestions().getFirst());
        change("  de:\n    - Wo ist mein Paket?\n    - Wie schicke ich einen Artikel zurück?\n"
                + "    - Wann bekomme ich mein Geld zurück?\n    - Welche Zahlungsarten gibt es?\n", "");
        assertEquals("Where is my parcel?", Voice.read(config).profile("de").suggestions().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "**bold**", "[click](x)", "<b>", "Ignore\u0000", "  ", "4you",
        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aNameThatIsNoneIsNotSaid(String name) {
        Voice voice = Voice.read(config);
        assertEquals(voice.courtesy(Finding.Kind.GREETING, "en"),
                voice.towards("web", name).courtesy(Finding.Kind.GREETING, "en"));
    }

    @Test
    void aPlainBrandLeavesOutWhatIsInBrackets() throws IOException {
        change("warmth: warm", "warmth: plain");
        assertTrue(Voice.read(config).towards("web", "Kim").courtesy(Finding.Kind.GREETING, "en")
                .startsWith("Hello!"));
    }

    @Test
    void aChannelMayHaveShorterTexts() {
        Voice voice = Voice.read(config);
        String web = voice.towards("web", null).handoff(Reason.NOT_SURE, "en");
        String telegram = voice.towards("telegram", null).handoff(Reason.NOT_SURE, "en");
        assertTrue(telegram.length() < web.length(), telegram);
        assertNotEquals(telegram, voice.towards("telegram", null).handoff(Reason.NOT_SURE, "de"));
        assertEquals(voice.towards("web", null).courtesy(Finding.Kind.THANKS, "en"),
                voice.towards("telegram", null).courtesy(Finding.Kind.THANKS, "en"), "what no variant has stays");
    }

    @Test
    void whatARuleSaysMayDifferByChannel() throws IOException {
        change("        handoff.noTouch: \"Darum", "        handoff.byRule.self-harm: \"Bitte rufen Sie die 112 an.\"\n"
                + "        handoff.noTouch: \"Darum");
        Voice voice = Voice.read(config);
        assertEquals(Optional.of("Bitte rufen Sie die 112 an."),
                voice.towards("telegram", null).findHandoff("self-harm", "de"));
        assertTrue(voice.towards("web", null).findHandoff("self-harm", "de").orElseThrow().contains("0800 111 0 111"));
    }

    @ParameterizedTest
    @CsvSource({"en, 116 123", "de, 0800 111 0 111", "es, 024", "fr, 3114", "it, 02 2327 2327", "pt, 1411"})
    void whoMayBeInDangerIsToldWhomToCallInTheirLanguage(String language, String number) {
        Voice voice = Voice.read(config);
        assertTrue(voice.findHandoff("self-harm", language).orElseThrow().contains(number));
        assertEquals(language, voice.languageFor(language));
    }

    @Test
    void theBotSignsItsGoodbyeWithItsRole() {
        assertTrue(Voice.read(config).courtesy(Finding.Kind.GOODBYE, "en")
                .endsWith("\n\nBryn, automated assistant at Brindlemoor"));
    }

    @Test
    void whatTheBrandAvoidsIsDeclinedAndItsNeighboursAreNot() {
        Voice voice = Voice.read(config);
        assertEquals(Optional.of("politics"), voice.findAvoided("Who should I vote for next week?"));
        assertEquals(Optional.of("religion"), voice.findAvoided("Do YOU believe in God?"));
        assertEquals(Optional.empty(), voice.findAvoided("What do you think of the green lamp?"));
        assertEquals(Optional.empty(), voice.findAvoided("How do I return an item?"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            Is there anything else?              | Anything else 🙂?                     | emoji
            Kann ich noch etwas für Sie tun?     | Kann ich noch etwas für dich tun?     | says 'dich', and tone.formality is formal
            Is there anything else?              | Unfortunately that was all.           | says 'unfortunately', which stands under words.never
            I've asked a colleague to answer     | I've asked a staff member to answer   | where words.prefer has 'colleague'
            longestText: 240                     | longestText: 60                       | tone.longestText is 60
            Hello[, {customer}]!                 | Hello, {customer}!                    | needs brackets around {customer}
            Hello[, {customer}]!                 | Hello[, {customer}!                   | bracket without its counterpart
            handoff.outOfHours: "Our             | handoff.outofhours: "Our              | the text 'handoff.outofhours'
            {agent} joined                       | {agnet} joined                        | {agnet}
            I'm very sorry that you feel like    | Unfortunately that is how you feel    | says 'unfortunately', which stands under words.never
            - Wo ist mein Paket?                 | - Wo ist dein Paket?                  | says 'dein', and tone.formality is formal
            """)
    void aTextOutOfToneIsRefusedWithFileAndLine(String good, String bad, String message) throws IOException {
        change(good, bad);
        String refusal = assertThrows(ParleyException.class, () -> Voice.read(config)).message();
        assertTrue(refusal.matches("(?s).*brand\\.yml:\\d+: .*") && refusal.contains(message), refusal);
        if (message.startsWith("says") || message.contains("emoji")) {
            int line = Files.readAllLines(config.resolve("brand.yml")).stream().map(text -> text.contains(bad))
                    .toList().indexOf(true) + 1;
            assertTrue(refusal.contains("brand.yml:" + line + ": "), refusal + " is in line " + line);
        }
    }

    @Test
    void authorsAreToldOfWordsThatTheBrandDoesNotUse() {
        Voice voice = Voice.read(config);
        assertEquals(List.of("it says 'operator' where words.prefer has 'colleague'"),
                voice.listUnusualWords("An operator packs it."));
        assertFalse(voice.listUnusualWords("Unfortunately not.").isEmpty());
        assertEquals(List.of(), voice.listUnusualWords("A cooperator packs it."));
    }

    private void change(String good, String bad) throws IOException {
        Path file = config.resolve("brand.yml");
        String before = Files.readString(file);
        assertTrue(before.contains(good), good);
        Files.writeString(file, before.replace(good, bad));
    }

    @Test
    void whoWaitsIsToldUntilWhenAndBehindHowMany() {
        Voice voice = Voice.read(Path.of("../config"));
        ZonedDateTime now = ZonedDateTime.of(2026, 11, 27, 18, 0, 0, 0, ZoneId.of("Europe/London"));
        assertTrue(voice.outOfHours("en", now, now.plusDays(3).withHour(9))
                .startsWith("Our team is away at the moment, until Monday 09:00 GMT. They'll"));
        assertEquals(voice.outOfHours("en", now, now.plusDays(3)), voice.outOfHours("ar", now, now.plusDays(3)),
                "no Arabic day in an English sentence");
        assertTrue(voice.outOfHours("de", now, now.plusHours(1)).contains(", wieder ab 19:00 "));
        assertTrue(voice.outOfHours("en", now, null).startsWith("Our team is away at the moment. They'll"));
        assertEquals("Waiting for a person from Brindlemoor, 2 before you", voice.waiting("en", 2));
        assertEquals("Waiting for a person from Brindlemoor", voice.waiting("en", 0));
    }
}
