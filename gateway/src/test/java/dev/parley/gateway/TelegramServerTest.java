package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.connectors.telegram.FakeTelegram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Parley that Telegram's customers write to. */
@MostlyWaiting
class TelegramServerTest {

    private static final FakeTelegram telegram = new FakeTelegram();

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, telegram.variables(), settings -> {
            Path brand = folder.resolve("config/brand.yml");
            try {
                Files.writeString(brand, Files.readString(brand).replaceFirst(
                        "(?s)(variants:.*?      en:\n)", "$1        greeting: \"Hi there, this is {bot}.\"\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return settings;
        });
    }

    @AfterAll
    static void stop() {
        server.close();
        telegram.close();
    }

    @Test
    void aQuestionIsAnsweredAndAPersonTakesOverWhenOneIsWanted() {
        telegram.write(1, "How do I return an item?");
        TestServer.await("the answer", () -> telegram.texts(1).size() == 1);
        JsonNode answer = telegram.sent().stream().filter(message -> message.path("chat_id").asLong() == 1).findFirst()
                .orElseThrow();
        assertTrue(answer.path("text").asText().contains("Return an item"), answer.toString());
        telegram.write(1, "/human");
        TestServer.await("the handoff", () -> telegram.texts(1).size() == 3);
        JsonNode handoff = handoffOf("telegram:1").orElseThrow();
        assertEquals("Ada Customer", handoff.at("/customer/name").asText());
        server.admin("/api/v1/handoffs/" + handoff.path("id").asLong() + "/reply",
                Map.of("agent", "Grace", "text", "Hello Ada, a label is on its way."), 200);
        TestServer.await("the reply", () -> telegram.texts(1).contains("Grace: Hello Ada, a label is on its way."));
        telegram.write(1, "thanks");
        telegram.press(1, 2, "x:");
        TestServer.await("the end", () -> telegram.texts(1).stream().anyMatch(text -> text.startsWith("It is erased")));
        assertTrue(handoffOf("telegram:1").isEmpty());
    }

    /** The answer was decided, and waited because Telegram wanted to be left alone. */
    @Test
    void anAnswerThatWaitsWhileAPersonTakesOverIsNotSent() {
        telegram.limit(5);
        telegram.write(51, "How do I return an item?");
        TestServer.await("the decision",
                () -> server.send("GET", "/api/v1/conversations/51", null, TestServer.TOKEN).body()
                        .contains("return-an-item"));
        telegram.write(51, "/human");
        TestServer.await("the handoff", () -> handoffOf("telegram:51").isPresent());
        server.admin("/api/v1/handoffs/" + handoffOf("telegram:51").orElseThrow().path("id").asLong() + "/claim",
                Map.of("agent", "Grace"), 200);
        assertEquals(List.of(), telegram.texts(51), "all of it waits");
        TestServer.await("who has it", () -> telegram.texts(51).contains("Grace joined the conversation"));
        assertFalse(telegram.texts(51).toString().contains("Return an item"), telegram.texts(51).toString());
    }

    @Test
    void anAnswerWhoseArticleWasChangedWhileItWaitedIsNotSent() {
        String article = "/api/v1/articles/engraving";
        server.put(article, Map.of("title", "Do you engrave cutlery?", "body", "Engraving costs £12.", "questions",
                List.of("What does engraving cost?", "engrave my cutlery")), 200);
        telegram.limit(8);
        telegram.write(57, "Do you engrave cutlery?");
        TestServer.await("the decision", () -> server.send("GET", "/api/v1/conversations/57", null, TestServer.TOKEN)
                .body().contains("£12"));
        server.put(article, Map.of("title", "Do you engrave cutlery?", "body", "Engraving costs £15.", "questions",
                List.of("What does engraving cost?", "engrave my cutlery")), 200);
        TestServer.await("a person", () -> handoffOf("telegram:57").isPresent());
        assertEquals("not_sure", handoffOf("telegram:57").orElseThrow().path("reason").asText());
        TestServer.await("the words", () -> !telegram.texts(57).isEmpty());
        assertFalse(telegram.texts(57).toString().contains("£12"), () -> telegram.texts(57).toString());
    }

    private static Optional<JsonNode> handoffOf(String customer) {
        return server.admin("/api/v1/handoffs?state=open").path("handoffs").valueStream()
                .filter(each -> each.at("/customer/id").asText().equals(customer)).findFirst();
    }

    /** Of five minutes of refusals each takes four seconds. */
    @Test
    void inAStormOfLimitsNothingIsLostOrReorderedAndTelegramIsLeftAlone() {
        int customers = 10;
        int each = 10;
        for (int i = 0; i < each; i++) {
            telegram.limit(1);
            for (int customer = 100; customer < 100 + customers; customer++) {
                telegram.write(customer, i % 2 == 1 ? "hello" : "thanks");
            }
            LockSupport.parkNanos(2_000_000_000);
        }
        Map<Long, List<String>> texts = new HashMap<>();
        TestServer.await("all replies", () -> {
            texts.clear();
            for (long customer = 100; customer < 100 + customers; customer++) {
                texts.put(customer, new ArrayList<>(telegram.texts(customer)));
            }
            return texts.values().stream().allMatch(all -> all.size() >= each);
        });
        texts.forEach((customer, all) -> {
            assertEquals(each, all.size(), "none lost, none doubled");
            for (int i = 0; i < each; i++) {
                assertTrue(all.get(i).startsWith(i % 2 == 1 ? "Hello" : "You're welcome"), all::toString);
            }
        });
        assertEquals(0, telegram.violations());
    }

    @Test
    void whoComesByALinkIsGreetedAsOnThisChannelAndAgentsSeeWhereFrom() {
        String key = server.admin("/api/v1/links",
                Map.of("fields", Map.of("page", "https://shop.example/lamps", "campaign", "autumn")), 201).path("key")
                .asText();
        server.admin("/api/v1/links", Map.of("fields", Map.of()), 400);
        telegram.write(31, "/start " + key);
        telegram.write(32, "/start newsletter");
        telegram.write(33, "/start !?");
        for (int customer = 31; customer <= 33; customer++) {
            int user = customer;
            TestServer.await("the greeting", () -> telegram.texts(user).toString().contains("Hi there, this is Bryn."));
            telegram.write(customer, "human please");
            TestServer.await("the handoff", () -> !details(user).isMissingNode());
        }
        assertEquals("https://shop.example/lamps", details(31).path("page").asText());
        assertEquals("autumn", details(31).path("campaign").asText());
        assertEquals("newsletter", details(32).path("start").asText());
        assertTrue(details(33).isEmpty(), details(33)::toString);
    }

    @Test
    void theLanguageThatWasChosenStays() {
        telegram.write(41, "/language");
        TestServer.await("the languages", () -> telegram.texts(41).size() == 1);
        JsonNode offer = telegram.sent().stream().filter(message -> message.path("chat_id").asLong() == 41).findFirst()
                .orElseThrow();
        assertTrue(offer.at("/reply_markup/inline_keyboard").toString().contains("l:de"), offer::toString);
        telegram.press(41, 1, "l:de");
        TestServer.await("the greeting", () -> telegram.texts(41).size() == 2);
        telegram.write(41, "/start");
        TestServer.await("the greeting again", () -> telegram.texts(41).size() == 3);
        telegram.write(41, "/human");
        TestServer.await("the handoff", () -> telegram.texts(41).size() >= 4);
        List<String> texts = telegram.texts(41);
        assertTrue(texts.get(1).startsWith("Guten Tag") && texts.get(2).startsWith("Guten Tag"), texts::toString);
        assertTrue(texts.get(3).matches("(?is).*unser(em)? Team.*"), texts::toString);
    }

    /** This server has no public address, so nobody could read the rest elsewhere. */
    @Test
    void aLongAnswerWithoutALinkComesWhole() {
        String steps = IntStream.rangeClosed(1, 120).mapToObj(step -> step + ". Turn screw number " + step
                + " of the astrolabe by a quarter, and look whether it moves.").collect(Collectors.joining("\n"));
        server.put("/api/v1/articles/astrolabes", Map.of("title", "Adjust an astrolabe", "body", steps, "url",
                "/help/astrolabes", "category", "products", "questions", List.of("how do I adjust the astrolabe")),
                200);
        telegram.write(61, "how do I adjust the astrolabe");
        TestServer.await("the end", () -> telegram.texts(61).toString().contains("screw number 120 "));
        String all = telegram.texts(61).toString();
        assertTrue(
                IntStream.rangeClosed(1, 120)
                        .allMatch(step -> all.contains(step + ". Turn screw number " + step + " ")),
                all);
        assertTrue(telegram.texts(61).size() >= 2);
        List<JsonNode> judged = telegram.sent().stream().filter(message -> message.path("chat_id").asLong() == 61)
                .filter(message -> message.toString().contains("callback_data")).toList();
        assertEquals(1, judged.size(), "judged as one answer");
        assertTrue(judged.getFirst().path("text").asText().contains("screw number 120 "));
    }

    private static JsonNode details(long user) {
        return handoffOf("telegram:" + user)
                .map(each -> server.admin("/api/v1/handoffs/" + each.path("id").asLong()).path("details"))
                .orElse(MissingNode.getInstance());
    }

    @Test
    void whatAStrangerEditsLeavesNoTraceOfThem() {
        telegram.deliver(telegram.object("edited_message",
                telegram.message(4711, 4711, "private", 3).put("text", "edited").put("edit_date", 1_700_000_001)));
        telegram.write(2, "thanks");
        TestServer.await("what came after it", () -> telegram.texts(2).size() == 1);
        assertEquals(404, server.send("GET", "/api/v1/conversations/4711", null, TestServer.TOKEN).statusCode());
    }

    @Test
    void theChannelsAreListedAndChecked() {
        TestServer.await("telegram", () -> state("telegram").equals("on"));
        assertEquals("on", state("web"));
        JsonNode checks = server.admin("/api/v1/channels/telegram/check", Map.of(), 200).path("checks");
        assertTrue(checks.valueStream().allMatch(check -> check.path("ok").asBoolean()), checks.toString());
        server.admin("/api/v1/channels/fax/check", Map.of(), 404);
    }

    private static String state(String channel) {
        return server.admin("/api/v1/channels").path("channels").valueStream()
                .filter(each -> each.path("id").asText().equals(channel)).findFirst().orElseThrow().path("state")
                .asText();
    }
}
