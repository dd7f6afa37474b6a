package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.FilledForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no customer is forgotten: timers, with minutes of a few seconds, follow-ups, ratings, and coming back. */
@MostlyWaiting
class CareTest {

    private static final String DESK = "C0DESK";
    private static final String NEXT = "C0NEXT";
    private static final int COLLEAGUES = 20;
    private static final String GRACE = "U0GRACE";
    private static final FakeSlack slack = new FakeSlack();
    private static final DeskInSlack desk = new DeskInSlack(slack);

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, slack.socketVariables(), settings -> {
            DeskInSlack.route(folder, routing -> routing
                    .replace("agents: []", "agents: [{id: grace, name: Grace, slack: " + GRACE
                            + ", roles: [lead], languages: [en]}" + colleagues() + "]")
                    .replace("destinations: {}",
                            "destinations: {support: {slack: " + DESK + "}, next: {slack: " + NEXT + "}}")
                    .replace("    destination:\n", "    destination: support\n")
                    .replace("hours: office", "hours: always")
                    .replace("    mention:\n", "    mention: <!subteam^S0TEAM>\n")
                    .replaceFirst("(?s)(  sales:\n.*?    )destination: support\n", "$1destination: next\n")
                    .replaceFirst("(?s)(  technical:\n.*?    )hours: always", "$1hours: never")
                    .replace("\nhours:\n", "\nhours:\n  never: {zone: Europe/London, week: {}, holidays: []}\n")
                    .replaceFirst("(?s)(  support:\n.*?)fallback:\n", "$1fallback: sales\n")
                    .replace("\nfallback:\n", "\nfallback: support\n")
                    .replaceFirst("remind: \\d+", "remind: 0.05").replaceFirst("next: \\d+", "next: 0.2")
                    .replaceFirst("expectation: \\d+", "expectation: 0.1")
                    .replaceFirst("idle: \\d+", "idle: 0.1"));
            return settings.replace("followUpMinutes: 3", "followUpMinutes: 0.05");
        });
        slack.mayCall("<@" + GRACE + ">", "<!subteam^S0TEAM>");
        IntStream.range(0, COLLEAGUES).forEach(i -> slack.mayCall("<@U0COLLEAGUE" + i + ">"));
        TestServer.await("slack", slack::isConnected);
    }

    private static String colleagues() {
        return IntStream.range(0, COLLEAGUES).mapToObj(i -> ", {name: Colleague " + i + ", slack: U0COLLEAGUE" + i
                + ", languages: [en]}").collect(Collectors.joining());
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.close();
    }

    @Test
    void whatNobodyClaimsIsCalledForThenToldThenMovedToTheNextTeam() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person about my blue kettle");
        String ts = desk.cardWith(DESK, "blue kettle").path("ts").asText();
        TestServer.await("the reminder", () -> desk.texts(DESK, ts).contains("Nobody has claimed this"));
        assertTrue(desk.texts(DESK, ts).contains("<@U0COLLEAGUE19> <!subteam^S0TEAM> ⏰"),
                "everybody is called: " + desk.texts(DESK, ts));
        TestServer.await("the truth", () -> String.join("\n", DeskInSlack.said(visitor, "bot"))
                .contains("It is taking longer than it should"));
        TestServer.await("the next team", () -> slack.shown(ts).toString().contains("moved to team sales"));
        assertFalse(slack.shown(ts).toString().contains("desk:claim"), "nobody presses buttons of an old card");
        JsonNode next = desk.cardWith(NEXT, "blue kettle");
        TestServer.await("its thread", () -> desk.blocks(NEXT, next.path("ts").asText()).contains("blue kettle"));
        desk.press(NEXT, GRACE, next.path("ts").asText(), null, "desk:claim");
        TestServer.await("the claim",
                () -> String.join("\n", DeskInSlack.said(visitor, "notice")).contains("Grace joined"));
        assertEquals(1, DeskInSlack.count(String.join("\n", DeskInSlack.said(visitor, "bot")), "It is taking longer"),
                "once");
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void aSilentAgentIsCalledAndASilentCustomerIsAskedAndLet() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a human please, it is about the white shelf");
        String ts = desk.cardWith(DESK, "white shelf").path("ts").asText();
        desk.press(DESK, GRACE, ts, null, "desk:claim");
        for (int i = 0; i < 6; i++) {
            visitor.say("hello? " + i);
            LockSupport.parkNanos(2_000_000_000);
        }
        assertTrue(desk.texts(DESK, ts).contains("<@" + GRACE + "> ⏰ The customer waits"),
                "however often the customer writes meanwhile: " + desk.texts(DESK, ts));
        desk.reply(DESK, GRACE, ts, "Which shelf?");
        TestServer.await("the question",
                () -> String.join("\n", DeskInSlack.said(visitor, "bot")).contains("Are you still there?"));
        TestServer.await("the end", () -> String.join("\n", DeskInSlack.said(visitor, "notice"))
                .contains("Closed because nothing was written"));
        assertEquals(0,
                DeskInSlack.count(String.join("\n", DeskInSlack.said(visitor, "bot")), "How was your conversation"),
                "who is gone is not asked to rate");
        TestServer.await("the card", () -> slack.shown(ts).toString().contains("resolved by Grace"));
    }

    @Test
    void theTimeBeginsAnewWhenSomebodyPutsItBackAndAClosedTeamSaysWhenItIsThere() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a human please, it is about the striped rug");
        String ts = desk.cardWith(DESK, "striped rug").path("ts").asText();
        TestServer.await("the reminder", () -> desk.texts(DESK, ts).contains("Nobody has claimed this"));
        desk.submit(GRACE, desk.form(DESK, GRACE, ts, null, "desk:assign"),
                Map.of("assignee", FilledForm.selected("team:support")));
        TestServer.await("and again", () -> DeskInSlack.count(desk.texts(DESK, ts), "Nobody has claimed this") == 2);
        desk.press(DESK, GRACE, ts, null, "desk:claim");
        TestServer.await("the claim", () -> slack.shown(ts).toString().contains("claimed by Grace"));
        desk.submit(GRACE, desk.form(DESK, GRACE, ts, null, "desk:assign"),
                Map.of("assignee", FilledForm.selected("team:technical")));
        TestServer.await("when they are there", () -> String.join("\n", DeskInSlack.said(visitor, "bot"))
                .contains("Our team is away at the moment"));
    }

    @Test
    void aRatingCountsForTheAgentAndOpensNothingAndWhoComesBackIsInTheSameThread() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("get me a human for the red bowl");
        String ts = desk.cardWith(DESK, "red bowl").path("ts").asText();
        String handoff = slack.shown(ts).findValue("value").asText();
        server.admin("/api/v1/handoffs/" + handoff + "/claim", Map.of("agent", "Grace"), 200);
        server.admin("/api/v1/handoffs/" + handoff + "/resolve", Map.of("agent", "Grace"), 200);
        TestServer.await("the question", () -> String.join("\n", DeskInSlack.said(visitor, "bot"))
                .contains("How was your conversation with Grace?"));
        choose(visitor, "Poor");
        TestServer.await("thanks",
                () -> String.join("\n", DeskInSlack.said(visitor, "bot")).contains("Thank you for telling us."));
        choose(visitor, "Very good");
        TestServer.await("the last one counts", () -> csat().path("numerator").asLong() == 1);
        assertEquals(1, csat().path("denominator").asLong());
        assertEquals(1, server.admin("/api/v1/metrics").at("/csatByAgent/Grace/numerator").asLong());
        assertEquals(1,
                DeskInSlack.count(String.join("\n", DeskInSlack.said(visitor, "bot")), "Thank you for telling us."));
        assertEquals("resolved", server.admin("/api/v1/handoffs/" + handoff).path("state").asText());
        assertEquals("return-an-item", visitor.ask("How do I return an item?").at("/answer/articleId").asText(),
                "the bot answers, and does not loop into a handoff");
        visitor.say("now I need a human again, the red bowl broke");
        TestServer.await("the agent is called",
                () -> desk.texts(DESK, ts).contains("<@" + GRACE + "> 🔁 The customer is back"));
        TestServer.await("the same card", () -> slack.shown(ts).toString().contains("🆕 waiting"));
        TestServer.await("the lines between", () -> desk.blocks(DESK, ts).contains("How do I return an item?"));
        desk.reply(DESK, GRACE, ts, "I'm sorry!");
        TestServer.await("the reply",
                () -> String.join("\n", DeskInSlack.said(visitor, "agent")).contains("I'm sorry!"));
    }

    @Test
    void aWhileAfterAnAnswerTheCustomerIsAskedAndANoBringsAPerson() {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("How do I return an item?");
        TestServer.await("the question",
                () -> String.join("\n", DeskInSlack.said(visitor, "bot")).contains("Did that answer your question?"));
        choose(visitor, "No");
        TestServer.await("a person",
                () -> String.join("\n", DeskInSlack.said(visitor, "bot")).contains("I'm sorry that didn't help"));
        assertEquals(1, DeskInSlack.count(String.join("\n", DeskInSlack.said(visitor, "bot")),
                "Did that answer your question?"), "once");
        TestServer.Visitor happy = server.visitor();
        happy.ask("How do I return an item?");
        TestServer.await("the question",
                () -> String.join("\n", DeskInSlack.said(happy, "bot")).contains("Did that answer your question?"));
        TestServer.Visitor desperate = server.visitor();
        desperate.ask("How do I return an item?");
        TestServer.await("the question",
                () -> String.join("\n", DeskInSlack.said(desperate, "bot")).contains("Did that answer your question?"));
        desperate.say("Yes, suicide");
        TestServer.await("a rule comes before a button",
                () -> desperate.handoff("open").path("rule").asText().equals("self-harm"));
        happy.say("Yes it did!");
        TestServer.await("what was typed counts as pressed",
                () -> String.join("\n", DeskInSlack.said(happy, "bot")).contains("Good to hear."));
        assertTrue(server.admin("/api/v1/metrics").at("/counts/helpful").asLong() >= 1);
    }

    private static JsonNode csat() {
        return server.admin("/api/v1/metrics").at("/figures/csat");
    }

    private static void choose(TestServer.Visitor visitor, String label) {
        String id = visitor.events(0).stream().flatMap(event -> event.path("choices").valueStream())
                .filter(choice -> choice.path("label").asText().equals(label)).findFirst().orElseThrow().path("id")
                .asText();
        assertEquals(202, visitor.press(id));
    }
}
