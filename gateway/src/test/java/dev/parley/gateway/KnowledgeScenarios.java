package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the knowledge base answers, and how owners and agents teach it: true on each database. */
abstract class KnowledgeScenarios {

    abstract TestServer server();

    @Test
    void whatAnOwnerSaysAnswersAQuestionIsAnsweredUntilTheCustomerIsForgotten() {
        String question = "is there a way to have the squeaky thing hushed";
        TestServer.Visitor visitor = server().visitor();
        visitor.ask(question);
        assertEquals("not_sure", visitor.handoff("open").path("reason").asText());
        String turn = "/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText();
        server().put(turn + "/judgement", Map.of("articleId", "no-such-article"), 400);
        server().put(turn + "/judgement", Map.of("articleId", "late-parcel"), 200);
        assertEquals("Olga", server().put(turn + "/judgement",
                Map.of("articleId", "make-a-warranty-claim", "by", "Olga"), 200).path("by").asText());
        assertEquals("make-a-warranty-claim", server().admin(turn).at("/judgement/articleId").asText());
        assertEquals("Olga", server().admin("/api/v1/judgements").at("/judgements/0/by").asText());
        assertFalse(server().admin("/api/v1/unanswered").toString().contains(question));
        TestServer.await("an answer", () -> asked(question).equals("make-a-warranty-claim"));
        assertEquals("make-a-warranty-claim", asked("Is there a way to have the SQUEAKY thing hushed?!"));
        server().send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN);
        TestServer.await("no answer", () -> !asked(question).equals("make-a-warranty-claim"));
        server().put(turn + "/judgement", Map.of("articleId", "make-a-warranty-claim"), 409);
    }

    @Test
    void theOpeningAnswersUnlessALaterPassageSaysMoreOfTheQuestion() {
        assertTrue(answer("where's my order").startsWith("To track a parcel"));
        assertTrue(answer("only half of my order turned up").contains("only part of my order"));
        assertTrue(answer("can I return opened pillows or a duvet").contains("What can't I return"));
        assertTrue(answer("Wie lange dauert die Lieferung?").startsWith("Auf dem britischen Festland"));
        assertTrue(answer("Wo ist mein Paket?").startsWith("Um ein Paket zu verfolgen"));
        assertTrue(answer("Wie schicke ich etwas zurück?").startsWith("Sie können die meisten Artikel"));
        assertTrue(answer("Wie storniere ich meine Bestellung?").startsWith("Sie können eine Paketbestellung"));
        assertTrue(answer("paketbote hat eine karte dagelassen wann kommt er nochmal")
                .contains("Was passiert, wenn ich das Paket verpasse?"));
    }

    @Test
    void aBodyThatCantBeReadIsToldInTheWordsOfWhoWroteIt() {
        assertEquals("updated must be a date like 2026-04-30, not '20-13-45'",
                server().put("/api/v1/articles/unreadable", Map.of("title", "x", "updated", "20-13-45"), 400)
                        .at("/error/message").asText().replaceFirst(" \\(line.*", ""));
    }

    private String answer(String question) {
        return ask(question).path("answer").asText();
    }

    @Test
    void aMessageWithTwoAnswersIsJudgedOnceAndNotLearnedFrom() {
        String question = "How do I return an item? And which payment methods do you take?";
        TestServer.Visitor visitor = server().visitor();
        visitor.ask(question);
        List<String> answers = visitor.events(0).stream().map(event -> event.at("/answer/articleId").asText())
                .filter(id -> !id.isEmpty()).toList();
        assertEquals(2, answers.size());
        server().put("/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText() + "/judgement",
                Map.of("articleId", answers.getLast()), 200);
        TestServer.Visitor next = server().visitor();
        next.ask(question);
        assertEquals(answers, next.events(0).stream().map(event -> event.at("/answer/articleId").asText())
                .filter(id -> !id.isEmpty()).toList());
    }

    @Test
    void whatTheKnowledgeBaseWasNotAskedIsNotJudgedAndAJudgementIsTakenBack() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("what is the square root of a wardrobe");
        String turn = "/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText() + "/judgement";
        server().put(turn, Map.of(), 200);
        assertFalse(server().admin("/api/v1/unanswered").toString().contains("square root"));
        assertEquals(204, server().send("DELETE", turn, null, TestServer.TOKEN).statusCode());
        assertTrue(server().admin("/api/v1/unanswered").toString().contains("square root"));
        TestServer.Visitor other = server().visitor();
        other.pressHuman();
        server().put("/api/v1/turns/" + other.record().at("/turns/0/turnId").asText() + "/judgement", Map.of(), 409);
    }

    @Test
    void aGermanQuestionIsAnsweredInGerman() {
        JsonNode answer = server().visitor().ask("Wie lange dauert es, bis ich mein Geld zurückbekomme?");
        assertEquals("refund-timing", answer.at("/answer/articleId").asText(), answer::toString);
        assertEquals("de", answer.at("/answer/language").asText());
    }

    @Test
    void anArticleSavedInTheFolderIsAnswerableWithinASecond() throws IOException {
        Path file = server().config.resolve("kb/products/hammocks.md");
        Files.writeString(file, article("hammocks", "Hang a garden hammock", "Hammocks hold up to 140 kg."));
        Instant saved = Instant.now();
        TestServer.await("the new article", () -> asked("how heavy may I be for the hammock").equals("hammocks"));
        assertTrue(Duration.between(saved, Instant.now()).compareTo(Duration.ofMillis(1500)) < 0,
                "took " + Duration.between(saved, Instant.now()));
        Files.writeString(file, "---\nid: hammocks\ntitle: broken\nbogus: 1\n---\nNo.\n");
        TestServer.await("the problem", () -> server().admin("/api/v1/knowledge").toString().contains("bogus"));
        assertEquals("hammocks", asked("how heavy may I be for the hammock"), "the last good revision serves on");
        Files.delete(file);
        TestServer.await("the removal", () -> !asked("how heavy may I be for the hammock").equals("hammocks"));
    }

    @Test
    void anArticlePublishedByTheApiIsAnswerableAtOnceAndNoFolderOverwritesIt() throws IOException {
        server().put("/api/v1/articles/canoes", Map.of("title", "Do you sell canoes?", "body", "We sell no canoes."),
                200);
        assertEquals("canoes", asked("do you sell canoes"));
        Path file = server().config.resolve("kb/products/canoes.md");
        Files.writeString(file, article("canoes", "Do you sell canoes?", "Canoes cost £500."));
        TestServer.await("the refusal", () -> server().admin("/api/v1/knowledge").toString().contains("which owns it"));
        assertEquals("We sell no canoes.", ask("do you sell canoes").path("answer").asText());
        Files.delete(file);
        assertEquals(204, delete("canoes"));
        assertNotEquals("canoes", asked("do you sell canoes"));
        assertEquals(404, delete("canoes"));
        assertEquals(409, delete("return-an-item"));
        server().put("/api/v1/articles/return-an-item", Map.of("title", "x", "body", "y"), 409);
        server().put("/api/v1/articles/bad", Map.of("title", "x"), 400);
        server().put("/api/v1/articles/bad",
                Map.of("title", "x", "body", "y", "questions", Collections.singletonList(null)), 400);
    }

    private int delete(String article) {
        return server().send("DELETE", "/api/v1/articles/" + article, null, TestServer.TOKEN).statusCode();
    }

    @Test
    void reindexTellsWhatItDid() {
        JsonNode job = server().admin("/api/v1/reindex", Map.of(), 202);
        String path = "/api/v1/reindex/" + job.path("id").asLong();
        TestServer.await("the end", () -> !server().admin(path).path("state").asText().equals("running"));
        JsonNode done = server().admin(path);
        assertEquals("done", done.path("state").asText(), done.toString());
        assertTrue(done.path("unchanged").asInt() >= 67, done.toString());
        assertEquals(404, server().send("GET", "/api/v1/reindex/99999", null, TestServer.TOKEN).statusCode());
    }

    JsonNode ask(String question) {
        return server().admin("/api/v1/ask", Map.of("text", question), 200);
    }

    String asked(String question) {
        return ask(question).path("articleId").asText();
    }

    static String article(String id, String title, String body) {
        return "---\nid: " + id + "\ntitle: " + title + "\ncategory: products\nlanguage: en\nquestions:\n"
                + "  - how heavy may I be for the hammock\n---\n\n" + body + "\n";
    }
}
