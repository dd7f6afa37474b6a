package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.BlockKitPage;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.FilledForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leads and owners do in Slack, over signed HTTP: forms, drafts of articles, and commands. */
@MostlyWaiting
class SlackOfficeTest {

    private static final String DESK = "C0DESK";
    private static final String OTHER = "C0OTHER";
    private static final String MIRROR = "C0ALL";
    private static final String AGENT = "U0AGENT";
    private static final String LEAD = "U0LEAD";
    private static final String OWNER = "U0OWNER";
    private static final FakeSlack slack = new FakeSlack();
    private static final DeskInSlack desk = new DeskInSlack(slack);

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, slack.httpVariables(), settings -> {
            DeskInSlack.route(folder, routing -> routing
                    .replace("agents: []", "agents: [{name: Grace, slack: " + AGENT + "}, {name: Linus, slack: "
                            + LEAD + ", roles: [lead]}, {name: Olga, slack: " + OWNER + ", roles: [owner]}]")
                    .replace("destinations: {}",
                            "destinations: {support: {slack: " + DESK + "}, other: {slack: " + OTHER
                                    + "}, all: {slack: "
                                    + MIRROR + "}}")
                    .replace("\nmirror:\n", "\nmirror: all\n")
                    .replace("    destination:\n", "    destination: support\n")
                    .replaceFirst("(?s)(  technical:\n.*?    )destination: support\n", "$1destination: other\n")
                    .replace("\nfallback:\n", "\nfallback: support\n"));
            return settings;
        });
        slack.useHttp(server.url() + "/slack/events");
        TestServer.await("slack",
                () -> server.admin("/api/v1/channels").toString().contains("\"id\":\"slack\",\"state\":\"on\""));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        BlockKitPage page = new BlockKitPage();
        slack.posted(DESK).stream().filter(message -> message.path("blocks").toString().contains("📝"))
                .forEach(message -> page.add(slack.shown(message.path("ts").asText()), true));
        slack.views().forEach(view -> page.add(view.path("blocks"), false));
        Files.writeString(Path.of("target/slack-forms.html"), page.html());
        slack.close();
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whatAnAgentAnsweredBecomesAnArticleThatAnswersTheQuestionFromThenOn() {
        TestServer.Visitor visitor = server.visitor();
        String question = "Do you engrave pewter tankards with a family crest?";
        assertEquals("handoff", ask(question), "nothing answers it yet");
        visitor.say(question);
        String ts = desk.cardWith(DESK, "pewter tankards").path("ts").asText();
        desk.reply(DESK, AGENT, ts,
                "Hello! Yes, we engrave pewter tankards with a family crest. Send the crest as a drawing to"
                        + " crest@example.com and name order AB-123456. It takes 10 days and costs 25 euros. Grace");
        TestServer.await("the reply", () -> visitor.events(0).toString().contains("10 days"));
        JsonNode form = desk.form(DESK, AGENT, ts, null, "desk:resolve");
        desk.submit(AGENT, form,
                Map.of("outcome", FilledForm.selected("solved"), "category", FilledForm.selected("products"), "article",
                        FilledForm.ticked("yes")));
        TestServer.await("the draft", () -> draft(ts) != null);
        String shown = slack.shown(draft(ts)).toString();
        assertTrue(shown.contains("[e-mail]") && shown.contains("[number]") && shown.contains("[name]"), shown);
        assertFalse(shown.contains("crest@example.com") || shown.contains("123456") || shown.contains("Grace"), shown);
        assertTrue(shown.contains("10 days") && shown.contains("25 euros"), "what matters stays: " + shown);
        desk.press(DESK, AGENT, draft(ts), ts, "desk:publish");
        TestServer.await("only owners publish",
                () -> slack.whispers()
                        .contains(AGENT + ": Only owners publish articles (roles in config/routing.yml)."));
        JsonNode edit = desk.form(DESK, OWNER, draft(ts), ts, "desk:edit");
        desk.submit(OWNER, edit, Map.of("title", FilledForm.typed("Engrave pewter tankards"), "text",
                FilledForm.typed(textOf(edit).replace("Hello! ", "").replace(" [name]", ""))));
        TestServer.await("the new words",
                () -> slack.shown(draft(ts)).toString().contains("Engrave pewter tankards"));
        assertTrue(unanswered().contains(question));
        desk.press(DESK, OWNER, draft(ts), ts, "desk:publish");
        TestServer.await("it is published", () -> slack.shown(draft(ts)).toString().contains("Published by Olga"));
        assertTrue(slack.shown(draft(ts)).toString().contains("is answered by it now"),
                slack.shown(draft(ts)).toString());
        assertFalse(unanswered().contains(question), "the gap is closed");
        JsonNode answer = server.visitor().ask(question);
        assertTrue(answer.path("text").asText().contains("we engrave pewter tankards"), answer.toString());
        JsonNode draft = server.admin("/api/v1/drafts").path("drafts").valueStream()
                .filter(each -> each.path("title").asText().contains("pewter")).findFirst().orElseThrow();
        assertEquals("answered", draft.path("state").asText());
        assertEquals(409, server.send("POST", "/api/v1/drafts/" + draft.path("id").asLong() + "/dismiss",
                Map.of("by", "somebody"), TestServer.TOKEN).statusCode(), "it is decided");
        assertEquals("products", server.admin("/api/v1/handoffs/" + draft.path("handoffId").asLong()).path("category")
                .asText());
    }

    @Test
    void aGapIsClosedByAnArticleWhereverItCameFrom() {
        String question = "Do your barometers fog up over a hot bath?";
        assertEquals("handoff", ask(question));
        server.visitor().ask(question);
        server.put("/api/v1/articles/barometers", Map.of("language", "en", "title", "Barometers", "category",
                "products", "body", "Our barometers never fog up: they are coated.", "questions",
                List.of(question)), 200);
        assertEquals("answer", ask(question));
        assertFalse(unanswered().contains(question));
    }

    @Test
    void aDraftThatWouldChangeAnArticleBecomesOneOfItsOwn() {
        server.put("/api/v1/articles/garden-gnomes", Map.of("language", "en", "title", "Garden gnomes", "category",
                "products", "body", "Our garden gnomes are made of clay.", "questions",
                List.of("What are the garden gnomes made of?")), 200);
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person: what are the garden gnomes made of, is it wood?");
        String ts = desk.cardWith(DESK, "garden gnomes").path("ts").asText();
        ObjectNode reply = slack.message(DESK, AGENT, "They are clay, each one fired once.").put("thread_ts", ts);
        slack.deliver("events_api", slack.event(reply));
        slack.deliver("events_api", slack.changed(reply, "They are clay, each one fired twice."));
        TestServer.await("the reply", () -> visitor.events(0).toString().contains("fired twice"));
        JsonNode form = desk.form(DESK, AGENT, ts, null, "desk:resolve");
        desk.submit(AGENT, form, Map.of("outcome", FilledForm.selected("solved"), "category",
                FilledForm.selected("products"), "article", FilledForm.ticked("yes")));
        TestServer.await("the draft", () -> draft(ts) != null);
        assertTrue(slack.shown(draft(ts)).toString().contains("Publishing changes the article"),
                slack.shown(draft(ts)).toString());
        desk.press(DESK, AGENT, draft(ts), ts, "desk:separate");
        TestServer.await("of its own", () -> !slack.shown(draft(ts)).toString().contains("made of clay"));
        JsonNode separate = server.admin("/api/v1/drafts").path("drafts").get(0);
        assertTrue(separate.path("articleId").asText().startsWith("desk-"), separate.toString());
        assertFalse(separate.path("edits").asBoolean());
        assertEquals("They are clay, each one fired twice.", separate.path("body").asText());
        assertEquals(409, server.send("POST", "/api/v1/drafts/" + separate.path("id").asLong() + "/separate", Map.of(),
                TestServer.TOKEN).statusCode());
    }

    @Test
    void aSuggestionIsSentUnderTheAgentsNameOnceHoweverOftenTheFormArrives() throws SQLException {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("I want to talk to a person: how do I return an item");
        String ts = desk.cardWith(DESK, "how do I return an item").path("ts").asText();
        JsonNode form = desk.form(DESK, AGENT, ts, null, "desk:suggest");
        String text = textOf(form);
        assertTrue(text.contains("1. Open My orders and select Return items.") && !text.contains("**"), text);
        ObjectNode sent = FilledForm.submitted(AGENT, form, Map.of("text", FilledForm.typed(text)));
        slack.deliver("interactive", sent);
        slack.deliver("interactive", sent);
        TestServer.await("the reply",
                () -> DeskInSlack.said(visitor, "agent").toString().contains(text.strip().substring(0, 20)));
        assertEquals(1,
                visitor.events(0).stream().filter(event -> event.path("type").asText().equals("agent")).count());
        TestServer.await("it stands in the thread",
                () -> desk.blocks(DESK, ts).contains(text.strip().substring(0, 20)));
        JsonNode late = desk.form(DESK, LEAD, ts, null, "desk:suggest");
        desk.submit(LEAD, late, Map.of("text", FilledForm.typed("Reworded with care.")));
        TestServer.await("who was too late has the words back", () -> slack.whispers().stream().anyMatch(
                told -> told.startsWith(LEAD + ": Grace has") && told.endsWith("Reworded with care.")));
        try (Connection connection = server.database(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE outbox SET state = 'REJECTED', error = 'blocked' WHERE id IN (SELECT o.id"
                    + " FROM outbox o JOIN desk_reply r ON r.conversation_id = o.conversation_id"
                    + " AND o.seq BETWEEN r.first_seq AND r.last_seq WHERE r.origin LIKE 'slack:view:%')");
            statement.executeUpdate("UPDATE desk_reply SET told = FALSE WHERE origin LIKE 'slack:view:%'");
        }
        TestServer.await("what was refused is said", () -> desk.texts(DESK, ts).contains("did not reach the customer"));
    }

    @Test
    void anAgentWhoSendsTheSuggestionSaysThatItsArticleAnswersTheQuestion() {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("is there a way to have the squeaky thing hushed");
        String ts = desk.cardWith(DESK, "squeaky thing hushed").path("ts").asText();
        JsonNode form = desk.form(DESK, AGENT, ts, null, "desk:suggest");
        desk.submit(AGENT, form, Map.of("text", FilledForm.typed("Hi! " + textOf(form))));
        String turn = "/api/v1/turns/" + visitor.record().at("/turns/0/turnId").asText();
        TestServer.await("the judgement", () -> server.admin(turn).path("judgement").isObject());
        JsonNode judgement = server.admin(turn).path("judgement");
        assertEquals("Grace", judgement.path("by").asText());
        assertEquals(server.admin(turn).at("/turn/hits/0/articleId"), judgement.path("articleId"));
    }

    @Test
    void aLeadAssignsAndAnAgentDoesNot() {
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, my green radio is broken");
        String ts = desk.cardWith(DESK, "green radio").path("ts").asText();
        desk.press(DESK, AGENT, ts, null, "desk:assign");
        TestServer.await("an agent may not", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(AGENT + ": Only leads, and who has a handoff, assign it")));
        desk.press(DESK, AGENT, ts, null, "desk:claim");
        TestServer.await("the claim", () -> slack.shown(ts).toString().contains("claimed by Grace"));
        desk.submit(LEAD, desk.form(DESK, LEAD, ts, null, "desk:assign"),
                Map.of("assignee", FilledForm.selected("team:technical")));
        TestServer.await("the old card", () -> slack.shown(ts).toString().contains("moved to team technical"));
        assertEquals(2,
                DeskInSlack.said(visitor, "notice").stream().filter(notice -> notice.startsWith("Waiting")).count(),
                "the customer waits again, and knows it");
        String next = desk.cardWith(OTHER, "green radio").path("ts").asText();
        TestServer.await("the remark", () -> desk.texts(OTHER, next).contains("Linus moved it"));
        assertTrue(slack.shown(next).toString().contains("🆕 waiting"), "nobody has it there yet");
        desk.reply(OTHER, LEAD, next, "We'll mend it.");
        TestServer.await("the reply", () -> DeskInSlack.said(visitor, "agent").toString().contains("We'll mend it."));
        desk.press(OTHER, LEAD, next, null, "desk:snooze");
        TestServer.await("it is put off", () -> slack.whispers().contains(LEAD
                + ": Nobody is reminded of this for half an hour."));
        TestServer.await("the card says so", () -> slack.shown(next).toString().contains("😴 snoozed until"));
    }

    @Test
    void whoHasItGivesItToAColleagueOrBackToTheTeam() {
        slack.mayCall("<@" + OWNER + ">");
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, about the brass sundial");
        String ts = desk.cardWith(DESK, "brass sundial").path("ts").asText();
        desk.press(DESK, AGENT, ts, null, "desk:claim");
        TestServer.await("the claim", () -> slack.shown(ts).toString().contains("claimed by Grace"));
        JsonNode form = desk.form(DESK, AGENT, ts, null, "desk:assign");
        assertEquals(List.of("Grace", "Linus", "Olga"),
                form.at("/blocks/0/element/option_groups/1/options").valueStream()
                        .map(option -> option.path("value").asText()).filter(name -> !name.equals("Ada")).toList());
        desk.submit(AGENT, form, Map.of("assignee", FilledForm.selected("Olga")));
        TestServer.await("Olga has it", () -> slack.shown(ts).toString().contains("claimed by Olga"));
        TestServer.await("she is called",
                () -> desk.texts(DESK, ts).contains("<@" + OWNER + "> ➡️ Grace gave this to Olga."));
        assertTrue(DeskInSlack.said(visitor, "notice").getLast().contains("Olga"), "the customer knows");
        desk.reply(DESK, AGENT, ts, "One more thing about the sundial");
        TestServer.await("Grace has it no longer", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(AGENT + ": Olga has") && told.contains("about the sundial")));
        desk.submit(OWNER, desk.form(DESK, OWNER, ts, null, "desk:assign"),
                Map.of("assignee", FilledForm.selected("team:support")));
        TestServer.await("anybody may claim it", () -> slack.shown(ts).toString().contains("🆕 waiting"));
        desk.reply(DESK, AGENT, ts, "It comes with a compass.");
        TestServer.await("the reply", () -> DeskInSlack.said(visitor, "agent")
                .equals(List.of("It comes with a compass.")));
    }

    @Test
    void whoAsksAndIsApprovedByALeadIsAnAgentFromThenOn() {
        String stranger = "U0ADA";
        slack.mayCall("<@" + stranger + ">");
        TestServer.Visitor visitor = server.visitor();
        visitor.say("a person please, about the copper weather vane");
        String ts = desk.cardWith(DESK, "copper weather vane").path("ts").asText();
        desk.reply(DESK, stranger, ts, "Hello, this is Ada.");
        TestServer.await("Ada is told",
                () -> slack.whispers().stream().anyMatch(told -> told.startsWith(stranger + ": Parley does not know")));
        int before = slack.views().size();
        for (String name : List.of("gRACE", "Ada")) {
            ObjectNode pressed = slack.pressed(DESK, stranger, "", null, "desk:link");
            ((ObjectNode) pressed.at("/actions/0")).put("value", "0|" + DESK + "|" + ts);
            pressed.remove("message");
            slack.deliver("interactive", pressed);
            int forms = name.equals("gRACE") ? before : before + 1;
            TestServer.await("the form", () -> slack.views().size() > forms);
            desk.submit(stranger, slack.views().get(forms), Map.of("title", FilledForm.typed(name)));
        }
        TestServer.await("nobody takes another's name",
                () -> slack.whispers().stream().anyMatch(told -> told.contains("Somebody else answers as gRACE")));
        TestServer.await("the question", () -> desk.texts(DESK, ts).contains("as “Ada”"));
        String question = slack.thread(DESK, ts).stream()
                .filter(message -> message.path("text").asText().contains("as “Ada”")).findFirst().orElseThrow()
                .path("ts").asText();
        desk.press(DESK, AGENT, question, ts, "desk:link-yes");
        TestServer.await("an agent may not",
                () -> slack.whispers().stream().anyMatch(told -> told.startsWith(AGENT + ": Only leads decide")));
        desk.press(DESK, stranger, question, ts, "desk:link-yes");
        TestServer.await("Ada even less",
                () -> slack.whispers().stream().anyMatch(told -> told.startsWith(stranger + ": Only leads decide")));
        desk.press(DESK, LEAD, question, ts, "desk:link-yes");
        TestServer.await("it is approved", () -> slack.shown(question).toString().contains("Approved by Linus"));
        TestServer.await("Ada is told", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(stranger + ": You answer customers from now on")));
        desk.reply(DESK, stranger, ts, "Hello again, this is Ada.");
        TestServer.await("her reply",
                () -> DeskInSlack.said(visitor, "agent").equals(List.of("Hello again, this is Ada.")));
        assertTrue(command(stranger, "stats").contains("needs the role lead"));
        server.admin("/api/v1/handoffs/" + visitor.handoff("claimed").path("id").asLong() + "/resolve",
                Map.of("agent", "Ada"), 200);
        visitor.say("a person please, the weather vane fell down");
        TestServer.await("Ada is called", () -> desk.texts(DESK, ts).contains("<@" + stranger + "> 🔁"));
        assertTrue(command(AGENT, "agents").contains("Grace, by config/routing.yml\n")
                && command(AGENT, "agents").contains("Ada, linked by Linus"), command(AGENT, "agents"));
        assertTrue(command(AGENT, "unlink Ada").contains("Only leads"));
        assertTrue(command(LEAD, "unlink Grace").contains("take the line out there"));
        assertEquals("Ada is no agent any more, and may ask again.", command(LEAD, "unlink ada").replace("ada", "Ada"));
        assertTrue(command(stranger, "stats").contains("does not know you as an agent"));
    }

    @Test
    void everyConversationIsMirroredWhereThatIsWantedAndForgottenThereToo() {
        TestServer.Visitor visitor = server.visitor();
        visitor.ask("How do I return an item?");
        visitor.say("a person please, it is about the tin drum");
        String ts = mirrorOf("tin drum");
        TestServer.await("what the bot said before", () -> desk.blocks(MIRROR, ts).contains("30 days"));
        visitor.say("<!channel> *thanks*");
        TestServer.await("what comes later", () -> desk.blocks(MIRROR, ts).contains("<!channel> *thanks*"));
        desk.reply(MIRROR, AGENT, ts, "I will answer this.");
        TestServer.await("nobody gets that", () -> slack.whispers().stream()
                .anyMatch(told -> told.startsWith(AGENT + ": Nobody gets what is written here")));
        assertEquals(List.of(), DeskInSlack.said(visitor, "agent"));
        assertEquals(1, DeskInSlack.count(desk.blocks(MIRROR, ts), "tin drum"), "once");
        server.send("DELETE", "/api/v1/customers/web:" + visitor.id, null, TestServer.TOKEN);
        TestServer.await("it is gone", () -> slack.thread(MIRROR, ts).isEmpty());
    }

    private static String mirrorOf(String words) {
        TestServer.await("the mirror of " + words, () -> slack.posted(MIRROR).stream()
                .anyMatch(message -> message.path("blocks").toString().contains(words)));
        return slack.posted(MIRROR).stream().filter(message -> message.path("blocks").toString().contains(words))
                .findFirst().orElseThrow().path("thread_ts").asText();
    }

    @Test
    void commandsDoWhatTheRoleAllows() {
        assertTrue(command(AGENT, "").contains("pause CATEGORY"));
        assertTrue(command(AGENT, "stats").contains("needs the role lead"));
        assertTrue(command(AGENT, "pause returns 60 portal").contains("needs the role lead"));
        assertTrue(command(LEAD, "reindex").contains("needs the role owner"));
        assertTrue(command("U0STRANGER", "stats").contains("does not know you as an agent"));
        server.visitor().ask("I want to talk to a person about the rusty weather cock");
        String stats = command(LEAD, "stats");
        assertTrue(stats.contains("KB hit rate") && stats.contains("\n• 0 min, support, handoff ")
                && stats.contains("rusty weather cock"), stats);
        String asked = command(AGENT, "ask How do I return an item?");
        assertTrue(asked.startsWith("answer: ") && asked.contains("•") && asked.contains(" %"), asked);
        String sued = command(AGENT, "ask I will sue you");
        assertTrue(sued.startsWith("handoff (no_touch, rule ")
                && sued.contains("It goes to legal-compliance (desk slack, "
                        + DESK + ") by route "),
                sued);
        assertTrue(command(LEAD, "pause returns").contains("Write for example"));
        assertTrue(command(LEAD, "pause returns 2h new returns portal").contains("people answer returns until"));
        assertEquals("policy_pause", askReason("How do I return an item?"));
        assertEquals("The bot answers again.", command(LEAD, "resume returns"));
        assertEquals("answer", ask("How do I return an item?"));
        assertTrue(command(LEAD, "resume returns").contains("Nothing of this name"));
        assertTrue(command(OWNER, "reindex").contains("has begun"));
    }

    private static String command(String user, String text) {
        ObjectNode command = slack.command(user, text);
        slack.deliver("slash_commands", command);
        TestServer.await("an answer to " + text, () -> !slack.response(command).isEmpty());
        return slack.response(command);
    }

    private static String ask(String text) {
        return server.admin("/api/v1/ask", Map.of("text", text), 200).path("decision").asText();
    }

    private static String askReason(String text) {
        return server.admin("/api/v1/ask", Map.of("text", text), 200).path("reason").asText();
    }

    private static String unanswered() {
        return server.admin("/api/v1/unanswered").toString();
    }

    private static String textOf(JsonNode form) {
        for (JsonNode block : form.path("blocks")) {
            if (block.path("block_id").asText().equals("text")) {
                return block.at("/element/initial_value").asText();
            }
        }
        return "";
    }

    /** The message of the draft in a thread; null while there is none. */
    private static String draft(String ts) {
        return slack.thread(DESK, ts).stream().filter(message -> message.path("blocks").toString().contains("📝"))
                .map(message -> message.path("ts").asText()).findFirst().orElse(null);
    }
}
