package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** A customer and an agent, each in a real browser. */
class BrowserIT {

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, Map.of());
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void aCustomerIsAnsweredHandedOffHelpedByAPersonAndFindsItAllAfterAReload() throws IOException, SQLException {
        try (BrowserContext shop = chromium.person(); BrowserContext desk = chromium.person()) {
            Page customer = open(shop, "/");
            Chromium.shot(customer, "1-shop");
            customer.locator("[data-parley=launcher]").click();
            ask(customer, "How do I return an item?", "Return an item");
            ask(customer, "My parcel says delivered but it isn't here", "Parcel marked as delivered but not here");
            ask(customer, "what are the delivery costs", "Delivery costs");
            ask(customer, "how long does a refund take", "When will I get my refund?");
            ask(customer, "which payment methods do you take?", "Payment methods");
            Chromium.shot(customer, "2-answers");
            customer.locator("[data-parley=helpful]").last().click();
            assertTrue(customer.locator("[data-parley=citation]").last().innerText()
                    .matches("(?s).*updated (today|yesterday|[1-9][0-9]* days ago).*"));
            customer.locator("[data-parley=human]").click();
            customer.locator("[data-kind=handoff]").waitFor();
            Chromium.shot(customer, "3-handoff");

            Page agent = open(desk, "/admin/handoffs");
            agent.locator("input[name=token]").fill(TestServer.TOKEN);
            agent.locator("button[type=submit]").first().click();
            agent.locator("[data-desk=name-input]").fill("Ana");
            agent.locator("[data-desk=name-save]").click();
            item(agent, "Talk to a person").click();
            agent.getByText("which payment methods do you take?").first().waitFor();
            agent.getByText("the customer pressed the button").waitFor();
            agent.getByText("Support", new Page.GetByTextOptions().setExact(true)).waitFor();
            agent.locator("[data-desk=reply]").fill("Hello, this is Ana. How can I help?");
            Chromium.shot(agent, "4-desk");
            agent.locator("[data-desk=send]").click();

            Locator words = customer.locator("[data-author=agent]").last();
            words.waitFor();
            assertTrue(words.innerText().contains("Hello, this is Ana"));
            change("UPDATE outbox SET state = 'REJECTED', error = 'blocked by them' WHERE (conversation_id, seq) IN"
                    + " (SELECT conversation_id, seq FROM transcript WHERE text LIKE 'Hello, this is Ana%')");
            change("INSERT INTO handoff_event (handoff_id, kind, once_key, happened_at, remark, told, noticed)"
                    + " SELECT id, 'NUDGED', 'AWAKE:x', CURRENT_TIMESTAMP, '⏰ This was put off until now.', TRUE, TRUE"
                    + " FROM handoff WHERE agent_name = 'Ana'");
            agent.getByText("⏰ This was put off until now.").waitFor();
            agent.getByText("⚠️ This did not reach the customer: blocked by them").waitFor();
            Chromium.shot(agent, "4b-refused");
            agent.getByText("Send it again").click();
            agent.waitForCondition(() -> agent.getByText("blocked by them").count() == 0);
            customer.locator("[data-parley=file-input]").setInputFiles(paper("receipt.txt", "17,00 EUR"));
            customer.locator("[data-author=customer] [data-parley=file]").waitFor();
            Locator received = agent.locator("a[download='receipt.txt']");
            received.waitFor();
            assertEquals("17,00 EUR", text(agent.waitForDownload(received::click)));
            customer.route("**/files?**", route -> {}); // neither answered nor refused
            customer.locator("[data-parley=file-input]").setInputFiles(paper("order.txt", "kept over a reload"));
            customer.locator("[data-state=sending] [data-parley=file]").waitFor();
            customer.unroute("**/files?**");
            customer.reload();
            Locator late = agent.locator("a[download='order.txt']");
            late.waitFor();
            assertEquals("kept over a reload", text(agent.waitForDownload(late::click)));
            agent.locator("[data-desk=file]").setInputFiles(paper("wrong.txt", "never sent"));
            agent.locator("#reply-files button").click();
            agent.locator("[data-desk=file]").setInputFiles(paper("label.txt", "RETURN TO SENDER"));
            agent.locator("[data-desk=send]").click();
            Locator label = customer.locator("[data-author=agent] [data-parley=file] button");
            label.waitFor();
            assertEquals("RETURN TO SENDER", text(customer.waitForDownload(label::click)));
            agent.locator("[data-desk=file]")
                    .setInputFiles(new FilePayload("shelf.png", "image/png", Chromium.picture()));
            agent.locator("[data-desk=send]").click();
            Locator picture = customer.locator("[data-author=agent] [data-parley=picture]");
            picture.waitFor();
            assertEquals("shelf.png", picture.getAttribute("aria-label"));
            assertTrue(picture.boundingBox().height >= 100, "its shape is kept");
            customer.locator("[data-parley=file-input]").setInputFiles(paper("book.txt", "x".repeat(10_000_001)));
            customer.getByText("book.txt is too large: 10 MB is the most.").waitFor();
            Chromium.shot(customer, "5-agent");
            agent.locator("summary", new Page.LocatorOptions().setHasText("Was it right?")).last().click();
            assertEquals("", agent.locator("[data-judge]").last().inputValue(), "nobody judged it yet");
            agent.locator("[data-judge]").last().selectOption("payment-methods");
            agent.getByText("Noted; the bot learns from it.").waitFor();
            Chromium.shot(agent, "5a-files");
            agent.locator("[data-desk=resolve]").click();
            agent.waitForCondition(() -> agent.locator("[data-desk=resolve-category] option").count() > 10);
            assertEquals("payments", agent.locator("[data-desk=resolve-category]").inputValue());
            agent.locator("[data-desk=resolve-category]").selectOption("gift-cards");
            agent.locator("[data-desk=resolve-article]").check();
            Chromium.shot(agent, "5b-resolve");
            agent.locator("[data-desk=resolve-confirm]").click();
            customer.locator("[data-kind=resolved]").waitFor();

            agent.navigate(server.url() + "/admin/knowledge");
            agent.locator("[data-kb=draft]").waitFor();
            Chromium.shot(agent, "5c-draft");
            agent.locator("[data-kb=draft] textarea").fill("We take all cards.");
            agent.locator("[data-kb=draft-save]").click();
            agent.getByText("Saved.").waitFor();
            agent.locator("[data-kb=draft-dismiss]").click();
            agent.getByText("Dismissed.").waitFor();
            agent.waitForCondition(() -> agent.locator("[data-kb=draft]").count() == 0);
            int before = customer.locator("[data-parley=message]").count();
            customer.reload();
            customer.locator("[data-kind=resolved]").waitFor();
            customer.waitForCondition(() -> customer.locator("[data-parley=message]").count() == before);
            assertEquals("true", customer.locator("[data-parley=helpful]").last().getAttribute("aria-pressed"));
            customer.getByText("Bryn").last().waitFor();
            assertEquals(0, customer.getByText("Assistant", new Page.GetByTextOptions().setExact(true)).count());
            Chromium.shot(customer, "6-reloaded");
        }
        assertEquals(List.of(), chromium.complaints());
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (BrowserContext shop = chromium.person()) {
            Page page = open(shop, "/");
            page.locator("[data-parley=launcher]").focus();
            page.keyboard().press("Enter");
            page.locator("[data-parley=composer]").waitFor();
            page.waitForCondition(() -> focused(page).equals("composer"));
            page.keyboard().type("How do I return an item?");
            page.keyboard().press("Enter");
            page.locator("[data-parley=citation]").first().waitFor();
            page.keyboard().press("Escape");
            page.waitForCondition(() -> focused(page).equals("launcher"));
            assertEquals("false", page.locator("[data-parley=launcher]").getAttribute("aria-expanded"));
        }
        assertEquals(List.of(), chromium.complaints());
    }

    @Test
    void hostileTextIsOnlyText() {
        try (BrowserContext shop = chromium.person(); BrowserContext desk = chromium.person()) {
            Page page = open(shop, "/");
            page.locator("[data-parley=launcher]").click();
            page.locator("[data-parley=composer]")
                    .fill("<img src=x onerror=alert(1)><script>alert(2)</script> human please");
            page.keyboard().press("Enter");
            page.locator("[data-kind=handoff]").waitFor();
            Page agent = open(desk, "/admin/handoffs");
            agent.locator("input[name=token]").fill(TestServer.TOKEN);
            agent.locator("button[type=submit]").first().click();
            item(agent, "onerror").click();
            agent.locator("[data-desk=transcript]").waitFor();
            assertTrue(agent.content().contains("&lt;img src=x"));
        }
        assertEquals(List.of(), chromium.complaints());
    }

    @Test
    void ownersSeeFiguresAndReindex() {
        try (BrowserContext admin = chromium.person()) {
            Page page = open(admin, "/admin/knowledge");
            page.locator("input[name=token]").fill(TestServer.TOKEN);
            page.locator("button[type=submit]").first().click();
            page.locator("[data-kb=reindex]").click();
            page.waitForCondition(() -> page.locator("[data-kb=status]").innerText().contains("nothing had changed"));
            page.locator("[data-kb=try]").fill("how do i send a lamp back");
            page.locator("[data-kb=try-submit]").click();
            page.locator("[data-kb=try-result] [data-decision], [data-kb=try-result][data-decision]").first().waitFor();
            page.locator("[data-kb=pause-category]").selectOption("warranty");
            page.locator("[data-kb=pause-reason]").fill("recall of the lamp");
            page.locator("[data-kb=pause]").click();
            page.getByText("The bot's answers about warranty are paused until").waitFor();
            Chromium.shot(page, "7-knowledge");
            page.locator("[data-desk=resume]").click();
            page.waitForCondition(() -> page.locator("[data-desk=resume]").count() == 0);
            server.visitor().ask("is there a way to have the squeaky thing hushed");
            page.reload();
            Locator judge = page.locator("tr", new Page.LocatorOptions().setHasText("squeaky thing")).locator("select");
            judge.focus();
            page.waitForCondition(() -> judge.locator("optgroup option").count() > 50);
            judge.selectOption("make-a-warranty-claim");
            page.getByText("Noted; the bot learns from it.").waitFor();
            judge.scrollIntoViewIfNeeded();
            Chromium.shot(page, "7b-judged");
            onAPhone(page, "7c-judged-phone");
            page.reload();
            page.getByText("None. Every question found an answer").waitFor();
            page.navigate(server.url() + "/admin/figures");
            page.locator("[data-figure=kbHitRate]").waitFor();
            Chromium.shot(page, "8-figures");
            onAPhone(page, "8b-figures-phone");
            page.navigate(server.url() + "/admin/handoffs");
            page.locator("[data-desk=item]").first().waitFor();
            onAPhone(page, "8c-handoffs-phone");
            page.locator("[data-desk=item]").first().click();
            page.locator("[data-desk=transcript] li").first().waitFor();
            onAPhone(page, "8d-handoff-phone");
        }
        assertEquals(List.of(), chromium.complaints());
    }

    @Test
    void whatFailedIsShownAndTriedAgain() throws SQLException {
        server.visitor().ask("How do I return an item?");
        change("UPDATE inbox SET state = 'DEAD', attempts = 5 WHERE id = (SELECT max(id) FROM inbox)");
        change("INSERT INTO dead_letter (inbox_id, why) SELECT id, 'IllegalStateException: the disk was full' FROM inbox"
                + " WHERE state = 'DEAD'");
        change("INSERT INTO unreadable (channel, delivery_id, why, payload, received_at) VALUES ('telegram', '4711',"
                + " 'no message in it', '{\"update_id\": 4711}', CURRENT_TIMESTAMP)");
        try (BrowserContext admin = chromium.person()) {
            Page page = open(admin, "/admin/failed");
            page.locator("input[name=token]").fill(TestServer.TOKEN);
            page.locator("button[type=submit]").first().click();
            page.getByText("How do I return an item?").waitFor();
            page.getByText("the disk was full").waitFor();
            page.locator("summary").click();
            page.getByText("update_id").waitFor();
            Chromium.shot(page, "9-failed");
            onAPhone(page, "9b-failed-phone");
            page.getByText("Try again").first().click();
            page.getByText("None. Every message was handled.").waitFor();
        }
        assertEquals(List.of(), chromium.complaints());
    }

    /** Nothing may lie beside the screen. */
    private static void onAPhone(Page page, String name) {
        page.setViewportSize(390, 844);
        Chromium.shot(page, name);
        assertEquals(390, page.evaluate("() => document.documentElement.scrollWidth"), name);
        page.setViewportSize(1280, 800);
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = server.database(); Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql), sql);
        }
    }

    private static Page open(BrowserContext context, String path) {
        return chromium.open(context, server.url() + path);
    }

    private static Locator item(Page page, String lastMessage) {
        return page.locator("[data-desk=item]").filter(new Locator.FilterOptions().setHasText(lastMessage)).first();
    }

    private static void ask(Page page, String question, String title) {
        int before = page.locator("[data-parley=citation]").count();
        page.locator("[data-parley=composer]").fill(question);
        page.keyboard().press("Enter");
        Locator citation = page.locator("[data-parley=citation]").nth(before);
        citation.waitFor();
        assertTrue(citation.innerText().contains(title), citation.innerText());
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => { let e = document.activeElement;"
                + " while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;"
                + " return e ? e.dataset.parley : '' }"));
    }

    private static FilePayload paper(String name, String content) {
        return new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Download download) {
        try (InputStream in = download.createReadStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
