package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The widget as an operator set it up: forms, colours, files to keep; that everybody can use it, and that it runs nothing. */
class WidgetIT extends ShopPages {

    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five", "six", "seven", "eight",
            "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen", "twenty");

    /** What the hostile texts would like to be. */
    private static final String MADE_OF_TEXT = "script, iframe, object, embed, img, video, link, meta, base, style,"
            + " marquee, math, [href^=javascript], [href^=data], [onload], [onerror]";

    @TempDir
    Path folder;

    @BeforeAll
    static void start(@TempDir Path data) {
        open(data, Map.of(),
                settings -> settings.replace("accent: \"#1f5c4a\"", "accent: \"#7a1f4d\"")
                        .replace("position: end", "position: start")
                        .replaceFirst("contact: \\[.*\\]",
                                "contact: [{id: email, label: {en: E-mail}, required: true},"
                                        + " {id: tel, label: {en: Telephone}, required: false}]")
                        .replace("preChat: []",
                                "preChat: [{id: name, label: {en: Your name, de: Ihr Name}, required: true},"
                                        + " {id: order, label: {en: Order number}, required: false}]"));
    }

    @Test
    void formsAreFilledInAndTheTranscriptIsSaved() throws Exception {
        try (BrowserContext shop = chromium.person()) {
            Page page = chromium.open(shop, server.url() + "/");
            page.locator("[data-parley=launcher]").click();
            page.locator("[data-parley=pre-chat]").waitFor();
            assertFalse(page.locator("[data-parley=composer]").isVisible(), "first the form");
            Chromium.shot(page, "9-pre-chat");
            page.locator("[data-parley=pre-chat-send]").click();
            assertTrue(page.locator("[data-parley=pre-chat]").isVisible(), "the name is needed");
            page.locator("[data-parley=pre-chat] input[name=name]").fill("Ada <b>Lovelace</b>");
            page.locator("[data-parley=pre-chat] input[name=order]").fill("A-77");
            page.keyboard().press("Enter");
            page.locator("[data-parley=composer]").waitFor();
            say(page, "How do I return an item?");
            page.locator("[data-parley=citation]").first().waitFor();
            say(page, "I want to talk to a person about it");
            page.locator("[data-parley=contact] input[name=email]").fill("ada@example.com");
            page.locator("[data-parley=contact] input[name=tel]").fill("0123");
            Chromium.shot(page, "10-contact");
            page.locator("[data-parley=contact-send]").click();
            page.getByText("✉ ada@example.com · tel: 0123").waitFor();
            assertEquals(0, page.locator("[data-parley=contact]").count());
            Download download = page.waitForDownload(() -> page.locator("[data-parley=save]").click());
            Path file = folder.resolve("chat.txt");
            download.saveAs(file);
            String saved = Files.readString(file);
            assertTrue(download.suggestedFilename().matches("chat-\\d{4}-\\d{2}-\\d{2}\\.txt"),
                    download::suggestedFilename);
            assertTrue(saved.contains("You: How do I return an item?") && saved.contains("30 days"), saved);
            page.reload();
            page.getByText("✉ ada@example.com · tel: 0123").waitFor();
            assertEquals(0, page.locator("[data-parley=contact]").count(), "asked once");
            JsonNode handoff = handoff("about it");
            assertEquals("Ada <b>Lovelace</b>", handoff.at("/customer/name").asText());
            assertEquals("A-77", handoff.at("/details/order").asText());
            assertEquals(server.url() + "/", handoff.at("/details/page").asText());
            assertTrue(page.locator("[data-parley=launcher]").boundingBox().x < 100, "at the start of the line");
        }
    }

    @Test
    void everybodyCanUseItOnALightDesktop() {
        try (BrowserContext shop = chromium.person(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT)
                .setViewportSize(1280, 720))) {
            checkAllStates(shop, "11-light-1280");
        }
    }

    @Test
    void everybodyCanUseItOnASmallDarkPhone() {
        try (BrowserContext shop = chromium.person(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK)
                .setViewportSize(320, 720))) {
            checkAllStates(shop, "11-dark-320");
        }
    }

    private void checkAllStates(BrowserContext shop, String name) {
        Page page = chromium.open(shop, server.url() + "/");
        page.locator("[data-parley=launcher]").click();
        page.locator("[data-parley=pre-chat]").waitFor();
        accessible(page, name + " with the form");
        assertEquals("rgb(122, 31, 77)", page.locator("[data-parley=launcher]")
                .evaluate("node => getComputedStyle(node).backgroundColor"), "the operator's colour");
        page.locator("[data-parley=pre-chat] input[name=name]").fill("Ada");
        page.keyboard().press("Enter");
        page.locator("[data-parley=suggestion]").first().waitFor();
        accessible(page, name + " with suggestions");
        assertTrue(page.locator("[data-parley=suggestion]").first().isVisible(), "a heartbeat is no message");
        say(page, "How do I return an item?");
        page.locator("[data-parley=citation]").first().waitFor();
        page.locator("[data-parley=unhelpful]").click();
        accessible(page, name + " with an answer");
        page.locator("[data-parley=contact]").waitFor();
        accessible(page, name + " while a person is awaited");
        Chromium.shot(page, name);
    }

    /** WCAG 2.2 at AA, of the widget; the shop around it is only a sample. */
    static void accessible(Page page, String when) {
        // What is still fading in has no contrast yet.
        page.evaluate("() => Promise.allSettled(document.querySelector('parley-chat').shadowRoot.getAnimations()"
                + ".filter(each => each.effect.getComputedTiming().iterations !== Infinity).map(each => each.finished))"
                + ".then(() => true)");
        AxeResults results = new AxeBuilder(page).include("parley-chat")
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")).analyze();
        assertTrue(results.getPasses().size() > 5, "it looked: " + results.getPasses().size());
        assertEquals(List.of(), results.getViolations().stream().map(WidgetIT::describe).toList(), when);
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> String.valueOf(node.getHtml())).toList();
    }

    /** Each by every way in which text of others comes into the page: customer, agent, name, contact. */
    @Test
    void fiveHundredHostileTextsRunNothingAndFetchNothing() {
        List<String> texts = HostileTexts.list(500);
        assertEquals(500, texts.stream().distinct().count());
        TestServer.Visitor visitor = server.visitor();
        visitor.tell(Map.of("name", texts.get(3), "email", texts.get(4)));
        visitor.say("human please");
        TestServer.await("the handoff", () -> !visitor.handoff("open").isMissingNode());
        long id = visitor.handoff("open").path("id").asLong();
        for (int i = 0; i < texts.size(); i++) {
            if (i % 2 == 0) {
                visitor.say(texts.get(i));
            } else {
                server.admin("/api/v1/handoffs/" + id + "/reply",
                        Map.of("agent", texts.get(5), "text", texts.get(i)), 200);
            }
        }
        watched(visitor, (page, agent) -> {
            page.waitForCondition(() -> page.locator("[data-parley=message]").count() > 490);
            agent.navigate(server.url() + "/admin/handoffs#claimed/" + id);
            agent.locator("[data-desk=transcript]").waitFor();
            agent.waitForCondition(() -> agent.locator("[data-desk=transcript]").innerText().length() > 10_000);
        });
    }

    /** The conversation as its customer and as people at the company see it, and what their browsers did. */
    private void watched(TestServer.Visitor visitor, BiConsumer<Page, Page> look) {
        try (BrowserContext shop = chromium.person(); BrowserContext desk = chromium.person()) {
            List<String> foreign = new ArrayList<>();
            for (BrowserContext context : List.of(shop, desk)) {
                context.onRequest(request -> {
                    if (!request.url().startsWith(server.url()) && !request.url().startsWith("blob:")) {
                        foreign.add(request.url());
                    }
                });
                context.exposeBinding("pwned", (source, arguments) -> foreign.add("a script ran"));
            }
            shop.addInitScript("localStorage.setItem('parley:" + server.url() + ":conversation', JSON.stringify("
                    + "{conversationId: '" + visitor.id + "', token: '" + visitor.token + "'}))");
            Page page = chromium.open(shop, server.url() + "/");
            page.locator("[data-parley=launcher]").click();
            Page agent = chromium.open(desk, server.url() + "/admin/handoffs");
            agent.locator("input[name=token]").fill(TestServer.TOKEN);
            agent.locator("button[type=submit]").first().click();
            look.accept(page, agent);
            assertEquals(0, page.locator("parley-chat").locator(MADE_OF_TEXT).count());
            assertEquals(0, agent.locator("main").locator(MADE_OF_TEXT).count());
            page.waitForTimeout(500);
            assertEquals(List.of(), foreign);
        }
    }

    /** The same texts in articles: titles, bodies, addresses and categories, as citations, buttons and lists. */
    @Test
    void fiveHundredHostileTextsInArticlesAndFileNamesRunNothingEither() {
        List<String> texts = HostileTexts.list(500);
        int articles = NUMBERS.size();
        int each = texts.size() / articles;
        for (int i = 0; i < articles; i++) {
            List<String> mine = texts.subList(i * each, (i + 1) * each);
            server.put("/api/v1/articles/hostile-" + i,
                    Map.of("title", mine.getFirst(), "body", String.join("\n\n", mine), "owner", mine.get(1),
                            "questions",
                            List.of("what does the zorkblat number " + NUMBERS.get(i)
                                    + " do?")),
                    200);
        }
        for (String url : List.of("javascript:window.pwned&&pwned()", "data:text/html,<script>pwned()</script>")) {
            server.put("/api/v1/articles/hostile-url", Map.of("title", "x", "body", "y", "url", url), 400);
        }
        TestServer.Visitor visitor = server.visitor();
        int answers = 0;
        for (String number : NUMBERS) {
            visitor.ask("what does the zorkblat number " + number + " do?");
        }
        // Two that compete: their titles become buttons.
        for (int i = 1; i <= 2; i++) {
            server.put("/api/v1/articles/windmill-" + i,
                    Map.of("title", "Oil the " + texts.get(i) + " toy windmill", "body",
                            "Oil the " + texts.get(i) + " windmill once a year.", "category", "toys", "questions",
                            List.of("how often must I oil the toy windmill")),
                    200);
        }
        visitor.ask("how often must i oil my toy windmill");
        for (JsonNode event : visitor.events(0)) {
            answers += event.hasNonNull("answer") ? 1 : 0;
        }
        System.out.println("hostile articles that were answered with: " + answers + " of " + articles);
        assertTrue(answers >= articles / 2, "most of them are shown: " + answers);
        TestServer.Visitor sender = server.visitor();
        for (int i = 0; i < 10; i++) {
            sender.share("f" + i, texts.get(i) + ".txt", "paper".getBytes(StandardCharsets.UTF_8));
        }
        TestServer.await("the handoff", () -> !sender.handoff("open").isMissingNode());
        long id = sender.handoff("open").path("id").asLong();
        watched(visitor, (page, agent) -> {
            page.locator("[data-parley=citation]").first().waitFor();
            page.locator("[data-parley=choice]").first().waitFor();
            Chromium.shot(page, "18-hostile");
            agent.navigate(server.url() + "/admin/handoffs#open/" + id);
            agent.locator("[data-desk=transcript]").getByText(".txt").first().waitFor();
            agent.navigate(server.url() + "/admin/knowledge");
            agent.locator("[data-kb=article][data-id=hostile-1]").waitFor();
            Chromium.shot(agent, "18-hostile-knowledge");
        });
    }

    /** docs/web.md: a client of one's own, and the script, both on a page of another host. */
    @Test
    void whatTheGuideSaysWorksOnAnotherHost() {
        try (BrowserContext shop = chromium.person()) {
            Page page = chromium.open(shop, guide.url() + "/client.html?server=" + server.url());
            page.locator("#words").fill("How do I return an item?");
            page.keyboard().press("Enter");
            page.getByText("(Return an item:").waitFor();
            page.reload();
            page.getByText("(Return an item:").waitFor();
            assertEquals(2, page.locator("li").count(), "nothing is lost or shown twice");
            page.locator("#human").click();
            page.getByText("notice: Waiting for a person").waitFor();
            page.navigate(guide.url() + "/tag-manager.html");
            page.locator("[data-parley=launcher]").waitFor();
            assertEquals(1, page.locator("parley-chat").count(), "once, although the tag fires twice");
        }
    }

    private static JsonNode handoff(String about) {
        for (JsonNode handoff : server.admin("/api/v1/handoffs?state=open").path("handoffs")) {
            if (handoff.path("lastMessage").asText().contains(about)) {
                return server.admin("/api/v1/handoffs/" + handoff.path("id").asLong());
            }
        }
        throw new AssertionError("no handoff about " + about);
    }
}
