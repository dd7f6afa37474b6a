package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What users get, over HTTP, on a whole server. Run on each database. */
abstract class ServerScenarios extends KnowledgeScenarios {

    @Test
    void aQuestionIsAnsweredVerbatimWithItsSource() throws IOException {
        TestServer.Visitor visitor = server().visitor();
        JsonNode answer = visitor.ask("My parcel says delivered but it is not here");
        assertEquals("bot", answer.path("type").asText());
        assertEquals("parcel-marked-delivered", answer.at("/answer/articleId").asText());
        assertEquals("Parcel marked as delivered but not here", answer.at("/answer/title").asText());
        assertEquals("/demo/help/parcel-marked-delivered", answer.at("/answer/url").asText());
        assertTrue(answer.at("/answer/updated").asText().matches("\\d{4}-\\d\\d-\\d\\d"));
        String file = Files.readString(
                server().config.resolve("kb/delivery/parcel-marked-delivered.md"));
        assertTrue(file.contains(answer.path("text").asText()), "verbatim");
        JsonNode turn = visitor.record().path("turns").get(0);
        assertEquals("answer", turn.path("decision").asText());
        assertEquals(answer.path("text").asText().length(),
                turn.at("/answer/end").asInt() - turn.at("/answer/start").asInt());
    }

    @Test
    void billingDisputeGoesToAPersonEvenWhenAnArticleKnowsAboutCharges() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("When will I get my refund?");
        JsonNode told = visitor.ask("You charged me twice for the same order!");
        assertTrue(told.path("text").asText().contains("human colleagues"), told.toString());
        JsonNode handoff = visitor.handoff("open");
        assertEquals("no_touch", handoff.path("reason").asText());
        assertEquals("billing-dispute", handoff.path("rule").asText());
        assertEquals("billing", handoff.path("category").asText());
        assertEquals("high", handoff.path("priority").asText());
        assertEquals("refund-timing", handoff.at("/articlesTried/0/articleId").asText(), "what was tried before");
        assertEquals("web", handoff.path("channel").asText());
        assertEquals(List.of("customer", "bot", "customer", "bot", "notice"), types(handoff.path("transcript")));
    }

    @Test
    void aWishForAPersonIsMetAsTheVeryFirstMessageAndByTheButton() {
        TestServer.Visitor writer = server().visitor();
        writer.ask("can i speek to a real persn");
        assertEquals("customer_request", writer.handoff("open").path("reason").asText());
        TestServer.Visitor presser = server().visitor();
        presser.pressHuman();
        assertEquals("customer_request", presser.handoff("open").path("reason").asText());
        assertEquals("Talk to a person", presser.events(0).getFirst().path("text").asText());
    }

    @Test
    void whatNobodyCanKnowIsHandedOffWithTheArticlesTried() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("what colour was the sofa in the window of the leeds shop last tuesday");
        JsonNode handoff = visitor.handoff("open");
        assertEquals("not_sure", handoff.path("reason").asText());
        assertEquals(3, handoff.path("articlesTried").size());
        assertTrue(server().admin("/api/v1/unanswered").toString().contains("window of the leeds shop"));
    }

    @Test
    void aButtonThatIsSentAgainBecauseTheAnswerWasLostIsPressedOnce() {
        TestServer.Visitor visitor = server().visitor();
        String path = "/api/v1/web/conversations/" + visitor.id + "/human";
        Map<String, String> body = Map.of("clientMessageId", "h1");
        long seq = server().post(path, body, visitor.token, 202).path("seq").asLong();
        assertEquals(seq, server().post(path, body, visitor.token, 202).path("seq").asLong());
        assertEquals(400, server().send("POST", path, Map.of("clientMessageId", "not so"), visitor.token).statusCode());
        TestServer.await("the handoff", () -> visitor.events(0).toString().contains("handoff"));
        assertEquals(1, visitor.events(0).stream().filter(event -> event.path("type").asText().equals("customer"))
                .count());
    }

    @Test
    void whoeverIsInDangerIsToldWhereHelpIs() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("I can't go on any more, I want to end my life");
        assertEquals("self-harm", visitor.handoff("open").path("rule").asText());
        assertTrue(visitor.events(0).toString().contains("116 123"));
        assertFalse(visitor.events(0).toString().contains("repeat yourself"));
    }

    /** Who waits in a queue that is closed may come to say that they are in danger: they must not wait there. */
    @Test
    void whoWaitsForAPersonAndTouchesAForbiddenTopicIsPutBeforeThosePeople() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("agent pls");
        JsonNode before = visitor.handoff("open");
        visitor.ask("I can't go on any more, I want to end my life");
        visitor.ask("I want to kill myself");
        JsonNode after = visitor.handoff("open");
        assertEquals(before.path("id"), after.path("id"));
        assertEquals("normal", before.path("priority").asText());
        assertEquals("urgent", after.path("priority").asText());
        assertEquals(1, countHelplines(visitor), "nobody is there yet to say where help is");
        server().admin("/api/v1/handoffs/" + after.path("id").asLong() + "/claim", Map.of("agent", "Ana"), 200);
        visitor.ask("my lawyer will write to you");
        assertEquals("Ana", visitor.handoff("claimed").at("/agent/name").asText(), "what somebody has stays theirs");
    }

    @Test
    void theBotIsSilentWhileAPersonHasTheConversationAndAnswersOnceItIsGivenBack() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("agent pls");
        assertTrue(visitor.ask("How do I return an item?").isNull(), "silent while waiting");
        long id = visitor.handoff("open").path("id").asLong();
        JsonNode replied = server().admin("/api/v1/handoffs/" + id + "/reply",
                Map.of("agent", "Ana", "text", "Hello, Ana here."), 200);
        server().admin("/api/v1/handoffs/" + id + "/resend",
                Map.of("seq", replied.path("transcript").size()), 409);
        TestServer.await("it is delivered", () -> server().admin("/api/v1/handoffs/" + id).path("notDelivered")
                .isEmpty());
        assertTrue(visitor.ask("How do I return an item?").isNull(), "silent while Ana has it");
        assertTrue(visitor.ask("I want to kill myself").isNull(), "of help, too, Ana tells");
        List<JsonNode> events = visitor.events(0);
        JsonNode words = events.stream().filter(event -> event.path("type").asText().equals("agent")).findFirst()
                .orElseThrow();
        assertEquals("Hello, Ana here.", words.path("text").asText());
        assertEquals("Ana", words.at("/agent/name").asText());
        assertTrue(events.stream().anyMatch(event -> event.at("/notice/kind").asText().equals("joined")));
        server().admin("/api/v1/handoffs/" + id + "/return", Map.of("agent", "Ana"), 200);
        assertEquals("return-an-item",
                visitor.ask("How do I return an item?").at("/answer/articleId").asText());
        assertEquals("returned", visitor.handoff("resolved").path("outcome").asText());
    }

    @Test
    void afterResolvingTheNextMessageGoesToTheBot() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("human");
        long id = visitor.handoff("open").path("id").asLong();
        server().admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Ana"), 200);
        assertEquals("bot", visitor.ask("How do I return an item?").path("type").asText());
        assertEquals("resolved", visitor.handoff("resolved").path("outcome").asText());
    }

    @Test
    void ofTwoAgentsWhoClaimAtOnceOneIsToldWhoHasIt() throws Exception {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("human");
        long id = visitor.handoff("open").path("id").asLong();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> claims = new ArrayList<>();
            for (String agent : List.of("Ana", "Ben", "Cleo", "Dan")) {
                claims.add(threads.submit(() -> server()
                        .send("POST", "/api/v1/handoffs/" + id + "/claim", Map.of("agent", agent), TestServer.TOKEN)
                        .statusCode()));
            }
            for (Future<Integer> claim : claims) {
                statuses.add(claim.get());
            }
        }
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
        assertEquals(3, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        String owner = visitor.handoff("claimed").at("/agent/name").asText();
        String late = owner.equals("Ana") ? "Ben" : "Ana";
        JsonNode refused = server().admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", late, "text", "me too"),
                409);
        assertTrue(refused.at("/error/message").asText().startsWith(owner));
    }

    @Test
    void aRepeatedDeliveryHasOneEffect() {
        TestServer.Visitor visitor = server().visitor();
        long first = visitor.say("same", "How do I return an item?", 202).path("seq").asLong();
        long second = visitor.say("same", "How do I return an item?", 202).path("seq").asLong();
        assertEquals(first, second);
        visitor.say("same", "Something else", 409);
        TestServer.await("an answer", () -> visitor.events(0).size() >= 2);
        visitor.ask("thanks");
        assertEquals(List.of("customer", "bot", "customer", "bot"), typesOf(visitor.events(0)));
    }

    @Test
    void messagesOfManyConversationsEachGetOneOutcomeInOrder() throws Exception {
        int visitors = 8;
        int messages = 10;
        List<TestServer.Visitor> all = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            all.add(server().visitor());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TestServer.Visitor visitor : all) {
                threads.submit(() -> {
                    for (int i = 0; i < messages; i++) {
                        visitor.say("thanks " + "so ".repeat(i) + "much");
                    }
                });
            }
        }
        for (TestServer.Visitor visitor : all) {
            TestServer.await("all turns", () -> visitor.record().path("turns").size() == messages);
            List<Long> seqs = new ArrayList<>();
            visitor.record().path("turns").forEach(turn -> seqs.add(turn.path("seq").asLong()));
            assertEquals(seqs.stream().sorted().distinct().toList(), seqs);
            List<JsonNode> events = visitor.events(0);
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i + 1, events.get(i).path("seq").asLong());
            }
            assertEquals(2 * messages, events.size());
        }
    }

    @Test
    void whatACustomerSaysOfThemselvesReachesWhoeverHelpsAndIsForgotten() {
        TestServer.Visitor visitor = server().visitor();
        assertEquals(204,
                visitor.tell(Map.of("name", "Ada Lovelace", "order", "A-77", "page", "https://shop.example/lamps")));
        visitor.ask("I want to talk to a person");
        JsonNode handoff = visitor.handoff("open");
        assertEquals("Ada Lovelace", handoff.at("/customer/name").asText());
        assertEquals("A-77", handoff.at("/details/order").asText());
        assertEquals("https://shop.example/lamps", handoff.at("/details/page").asText());
        assertEquals(204, visitor.tell(Map.of("email", "ada@example.com", "order", "")));
        assertEquals("✉ ada@example.com", visitor.events(0).getLast().path("text").asText());
        JsonNode after = visitor.handoff("open");
        assertEquals("ada@example.com", after.at("/details/email").asText());
        assertFalse(after.at("/details").has("order"), "taken back");
        for (Map<String, String> wrong : List.of(Map.of("page", "javascript:alert(1)"), Map.of("a b", "c"),
                Map.of("email", "x".repeat(501)), Map.<String, String>of())) {
            assertEquals(400, visitor.tell(wrong), wrong::toString);
        }
        server().send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN);
        assertFalse(server().admin("/api/v1/handoffs/" + after.path("id").asLong()).toString().contains("ada@"));
    }

    @Test
    void whatCameOfAHandoffIsKeptAndMakesADraftWithoutAnyDesk() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("Do you sell left-handed pottery wheels?");
        long id = visitor.handoff("open").path("id").asLong();
        String handoff = "/api/v1/handoffs/" + id;
        server().admin("/api/v1/drafts", Map.of("handoffId", id), 409);
        server().admin(handoff + "/reply", Map.of("agent", "Ana", "text", "Yes, in the pottery corner."), 200);
        server().admin(handoff + "/resolve", Map.of("agent", "Ana", "outcome", "great"), 400);
        JsonNode resolved = server().admin(handoff + "/resolve",
                Map.of("agent", "Ana", "outcome", "not_solved", "category", "products"), 200);
        assertEquals("products", resolved.path("category").asText());
        JsonNode draft = server().admin("/api/v1/drafts", Map.of("handoffId", id), 201);
        assertTrue(draft.path("body").asText().contains("in the pottery corner"), draft::toString);
        assertEquals(draft.path("id"), server().admin("/api/v1/drafts", Map.of("handoffId", id), 201).path("id"),
                "one for a handoff");
    }

    @Test
    void theLastJudgementOfAnAnswerCountsAndSurvivesAReload() {
        TestServer.Visitor visitor = server().visitor();
        String turnId = visitor.ask("How do I return an item?").at("/answer/turnId").asText();
        assertEquals(204, visitor.judge(turnId, true));
        assertEquals(204, visitor.judge(turnId, false));
        assertFalse(visitor.events(0).get(1).at("/answer/helpful").asBoolean(true));
        assertEquals(404, server().visitor().judge(turnId, true), "not in this conversation");
        assertEquals(404, visitor.judge("no-number", true));
    }

    @Test
    void whatACustomerMissedInAnAnswerIsReadByAgentsAndOwners() {
        TestServer.Visitor visitor = server().visitor();
        String turnId = visitor.ask("How do I return an item?").at("/answer/turnId").asText();
        assertEquals(204, visitor.judge(turnId, false));
        assertEquals(204, visitor.judge(turnId, false, "Nothing about a sofa "));
        // A person may have been called by now, which is said below it.
        JsonNode line = visitor.events(0).stream()
                .filter(each -> each.at("/notice/kind").asText().equals("comment")).findFirst().orElseThrow();
        assertEquals("👎 Nothing about a sofa", line.path("text").asText());
        JsonNode answer = server().admin("/api/v1/unhelpful").path("answers").valueStream()
                .filter(each -> each.path("turnId").asText().equals(turnId)).findFirst().orElseThrow();
        assertEquals("Nothing about a sofa", answer.path("comment").asText());
        assertEquals("Return an item", answer.path("articleTitle").asText());
        assertEquals("How do I return an item?", answer.path("text").asText());
        server().put("/api/v1/turns/" + turnId + "/judgement", Map.of("articleId", "return-an-item", "by", "Ana"), 200);
        assertFalse(server().admin("/api/v1/unhelpful").toString().contains("\"turnId\":" + turnId + ","));
        assertEquals(400, server().send("GET", "/api/v1/unhelpful?days=0", null, TestServer.TOKEN).statusCode());
    }

    @Test
    void whenTwoArticlesCompeteTheCustomerChooses() {
        for (String colour : List.of("red", "blue")) {
            server().put("/api/v1/articles/windmill-" + colour, Map.of("title", "Oil the " + colour + " toy windmill",
                    "body", "Oil the " + colour + " windmill once a year.", "category", "toys", "questions",
                    List.of("how often must I oil the toy windmill")), 200);
        }
        TestServer.Visitor visitor = server().visitor();
        JsonNode question = visitor.ask("how often must i oil my toy windmill");
        assertEquals(3, question.path("choices").size(), question::toString);
        JsonNode red = question.path("choices").valueStream()
                .filter(choice -> choice.path("label").asText().contains("red")).findFirst().orElseThrow();
        JsonNode answer = visitor.choose(red.path("id").asText());
        assertEquals("windmill-red", answer.at("/answer/articleId").asText(), answer::toString);
        assertEquals(404, visitor.press("pick-1-1"), "not offered in this conversation");
        assertEquals(404, server().visitor().press(red.path("id").asText()), "nor in that one");
        TestServer.Visitor typing = server().visitor();
        String second = typing.ask("how often must i oil my toy windmill").at("/choices/1/label").asText();
        assertEquals(second, typing.ask("the second one please").at("/answer/title").asText());
    }

    @Test
    void errorsHaveOneForm() {
        JsonNode missing = server().admin("/api/v1/handoffs/123456/claim", Map.of("agent", "Ana"), 404);
        assertEquals("not_found", missing.at("/error/code").asText());
        JsonNode bad = server().admin("/api/v1/handoffs/1/claim", Map.of(), 400);
        assertEquals("invalid_request", bad.at("/error/code").asText());
        assertTrue(server().send("GET", "/api/v1/nothing", null, TestServer.TOKEN).body().contains("\"error\""));
        assertEquals(400, server().send("GET", "/api/v1/metrics?from=yesterday", null, TestServer.TOKEN).statusCode());
    }

    @Test
    void whatLedToAHandoffAndThatItIsOverdueIsSaid() throws SQLException {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("How do I return an item?");
        visitor.ask("That is not what I asked, a person please!");
        JsonNode handoff = visitor.handoff("open");
        assertEquals("customer_request", handoff.path("reason").asText());
        assertEquals("returns", handoff.path("category").asText(), "that of the question before");
        long id = handoff.path("id").asLong();
        assertEquals("How do I return an item?", server().admin("/api/v1/handoffs").path("handoffs").valueStream()
                .filter(row -> row.path("id").asLong() == id).findFirst().orElseThrow().path("question").asText());
        JsonNode answer = server().admin("/api/v1/handoffs/" + id).path("transcript").valueStream()
                .filter(line -> line.has("answer")).findFirst().orElseThrow();
        assertFalse(answer.at("/content/0").isMissingNode(), "as the customer saw it: " + answer);
        try (Connection connection = server().database(); Statement statement = connection.createStatement()) {
            statement.execute("UPDATE handoff SET due_at = opened_at - INTERVAL '1' HOUR WHERE id = " + id);
        }
        TestServer.await("the alert", () -> server().admin("/api/v1/alerts").toString().contains("handoffs.overdue"));
        server().admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Ana"), 200);
        TestServer.await("its end", () -> server().admin("/api/v1/alerts").path("alerts").valueStream()
                .noneMatch(alert -> alert.path("name").asText().equals("handoffs.overdue")
                        && !alert.hasNonNull("clearedAt")));
    }

    @Test
    void customerTextThatNoDatabaseStoresIsStoredAllTheSame() {
        TestServer.Visitor visitor = server().visitor();
        visitor.ask("NUL \u0000 and a lone surrogate \uD83D here");
        assertEquals("NUL \uFFFD and a lone surrogate \uFFFD here",
                visitor.events(0).getFirst().path("text").asText().replace('?', '\uFFFD'));
    }

    @Test
    void aFileOfSeveralPiecesComesBackAsItWasSent() {
        TestServer.Visitor visitor = server().visitor();
        byte[] large = "All work and no play. ".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        assertEquals(202, visitor.share("f", "work.txt", large).statusCode());
        assertArrayEquals(large, visitor.read(visitor.events(0).getFirst().at("/file/id").asText()).body());
    }

    /** The sender works on the same rows; a database may then break the forgetting off. */
    @Test
    void whoIsBeingAnsweredIsForgottenAllTheSame() {
        for (int i = 0; i < 20; i++) {
            TestServer.Visitor visitor = server().visitor();
            visitor.say("I want to talk to a person");
            assertEquals(200, server().send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN)
                    .statusCode());
            assertEquals(List.of(), visitor.events(0));
        }
    }

    private static long countHelplines(TestServer.Visitor visitor) {
        return visitor.events(0).stream().filter(event -> event.toString().contains("116 123")).count();
    }

    private static List<String> types(JsonNode events) {
        List<JsonNode> all = new ArrayList<>();
        events.forEach(all::add);
        return typesOf(all);
    }

    private static List<String> typesOf(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }
}
