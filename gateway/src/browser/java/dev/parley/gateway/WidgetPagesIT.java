package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The widget and its customers, who are unlike each other, and so are their devices and networks. */
class WidgetPagesIT extends ShopPages {

    @BeforeAll
    static void start(@TempDir Path data) {
        openInYellow(data);
    }

    @Test
    void onAPageThatIsWrittenFromRightToLeftItIsMirrored() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/right-to-left.html");
            assertTrue(page.locator("[data-parley=launcher]").boundingBox().x < 100, "at the end of the line");
            say(page, "كم تكلفة التوصيل؟ delivery costs");
            Locator mine = page.locator("[data-author=customer]").last();
            mine.waitFor();
            page.locator("[data-author=bot]").last().waitFor();
            Locator log = page.locator("[data-parley=log]");
            assertTrue(mine.locator("p, [dir]").first().boundingBox().x - log.boundingBox().x < 60,
                    "what one says oneself stands at the end of the line, too");
            WidgetIT.accessible(page, "right to left");
            Chromium.shot(page, "12-right-to-left");
        }
    }

    @Test
    void whoWantsLittleMotionGetsNone() {
        try (BrowserContext shop = chromium
                .person(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = opened(shop, "/plain.html");
            page.locator("[data-parley=composer]").fill("hello");
            page.route("**/messages", route -> {}); // the indicator stays
            page.keyboard().press("Enter");
            page.locator("[data-parley=typing]").waitFor();
            assertEquals(0, page.evaluate("() => { const root = document.querySelector('parley-chat').shadowRoot;"
                    + " return [...root.querySelectorAll('*')].filter(node => ['', '::before', '::after'].some(part => {"
                    + " const style = getComputedStyle(node, part || null);"
                    + " return style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01"
                    + " || parseFloat(style.transitionDuration) > 0.01 })).length }"), "nodes that move");
            page.unroute("**/messages");
        }
    }

    /** A window of 1280 by 1024 at 400 %, which is what WCAG 1.4.10 asks for. */
    @Test
    void atFourHundredPercentAllOfItCanBeReached() {
        try (BrowserContext shop = chromium.person(new Browser.NewContextOptions().setViewportSize(320, 256)
                .setDeviceScaleFactor(4))) {
            Page page = opened(shop, "/plain.html");
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            assertEquals(320, page.evaluate("() => document.documentElement.scrollWidth"), "nothing lies beside it");
            for (String part : List.of("composer", "human", "close", "log")) {
                page.locator("[data-parley=" + part + "]").scrollIntoViewIfNeeded();
                var box = page.locator("[data-parley=" + part + "]").boundingBox();
                assertTrue(box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 256,
                        part + " " + box.x + " " + box.y + " " + box.width + " " + box.height);
            }
            assertTrue(page.locator("[data-parley=log]").boundingBox().height >= 60, "and something can be read");
            WidgetIT.accessible(page, "at 400 %");
            Chromium.shot(page, "13-400-percent");
        }
    }

    @Test
    void twoTabsShowOneConversation() {
        try (BrowserContext shop = chromium.person()) {
            Page first = opened(shop, "/plain.html");
            Page second = opened(shop, "/plain.html");
            say(first, "what are the delivery costs");
            first.locator("[data-parley=citation]").first().waitFor();
            second.locator("[data-parley=citation]").first().waitFor();
            say(second, "How do I return an item?");
            first.waitForCondition(() -> first.locator("[data-parley=citation]").count() == 2);
            first.locator("[data-parley=helpful]").first().click();
            second.waitForCondition(() -> "true".equals(
                    second.locator("[data-parley=helpful]").first().getAttribute("aria-pressed")));
            first.close(); // it held the stream
            server.admin("/api/v1/pauses", Map.of("reason", "stocktaking", "minutes", 5), 201);
            try {
                say(second, "which payment methods do you take?");
                second.locator("[data-kind=handoff]").waitFor();
            } finally {
                server.send("DELETE", "/api/v1/pauses", null, TestServer.TOKEN);
            }
            assertEquals(3, second.locator("[data-author=customer]").count());
        }
    }

    @Test
    void whatIsAskedBackAndHowItWasAreButtons() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            say(page, "refund");
            Locator choice = page.locator("[data-parley=choice]").first();
            choice.waitFor();
            String title = choice.innerText();
            WidgetIT.accessible(page, "with a question back");
            choice.click();
            page.locator("[data-parley=citation]").first().waitFor();
            assertTrue(page.locator("[data-parley=citation]").first().innerText().contains(title), title);
            assertEquals(0, page.locator("[data-parley=choice]:not([aria-disabled=true])").count(), "once is enough");
            page.locator("[data-parley=human]").click();
            page.locator("[data-kind=handoff]").waitFor();
            String id = server.admin("/api/v1/handoffs?state=open").path("handoffs").valueStream()
                    .filter(handoff -> handoff.path("lastMessage").asText().equals("Talk to a person")).findFirst()
                    .orElseThrow().path("id").asText();
            server.admin("/api/v1/handoffs/" + id + "/claim", Map.of("agent", "Ana"), 200);
            page.locator("[data-kind=joined]").waitFor();
            page.locator("[data-parley=close]").click();
            server.admin("/api/v1/handoffs/" + id + "/reply", Map.of("agent", "Ana", "text", "It is on its way."), 200);
            page.waitForCondition(() -> page.locator("[data-parley=badge]").innerText().equals("1"));
            WidgetIT.accessible(page, "with something unread");
            page.locator("[data-parley=launcher]").click();
            page.getByText("It is on its way.").waitFor();
            WidgetIT.accessible(page, "with an agent");
            server.admin("/api/v1/handoffs/" + id + "/resolve", Map.of("agent", "Ana"), 200);
            Locator best = page.getByText("Very good", new Page.GetByTextOptions().setExact(true));
            best.waitFor();
            Chromium.shot(page, "14-rating");
            best.click();
            page.getByText("Thank you for telling us.").waitFor();
            assertEquals(1, server.admin("/api/v1/metrics").at("/figures/csat/numerator").asInt());
        }
    }

    @Test
    void whatIsSaidWithoutANetworkArrivesOnceWhenItIsBack() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            shop.setOffline(true);
            say(page, "How do I return an item?");
            page.locator("[data-state=sending]").waitFor();
            WidgetIT.accessible(page, "while a message waits");
            shop.setOffline(false);
            page.waitForCondition(() -> page.locator("[data-parley=citation]").count() == 2);
            // Taken, but the answer to the request is lost: it is sent again, and stored once.
            page.route("**/messages", route -> {
                route.fetch();
                route.abort();
                page.unroute("**/messages");
            });
            say(page, "which payment methods do you take?");
            page.waitForCondition(() -> page.locator("[data-parley=citation]").count() == 3);
            page.waitForCondition(() -> page.locator("[data-state=sending]").count() == 0);
            page.reload();
            page.waitForCondition(() -> page.locator("[data-parley=citation]").count() == 3);
            assertEquals(3, page.locator("[data-author=customer]").count());
        }
        assertTrue(chromium.complaints().stream().allMatch(words -> words.contains("net::ERR_")),
                "but for the network");
    }

    @Test
    void whatIsPastedIsAPictureOnlyWhereItHasNoWords() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            String paste = "(field, words) => { const data = new DataTransfer();"
                    + " data.items.add(new File(['x'.repeat(99)], 'screen.txt', {type: 'text/plain'}));"
                    + " if (words) data.setData('text/plain', words);"
                    + " return field.dispatchEvent(new ClipboardEvent('paste',"
                    + " {clipboardData: data, bubbles: true, cancelable: true})); }";
            Locator field = page.locator("[data-parley=composer]");
            assertEquals(true, field.evaluate(paste, "a\tb"), "the browser pastes the words");
            assertEquals(false, field.evaluate(paste, ""), "it is taken as a file");
            page.locator("[data-parley=file]").waitFor();
            assertEquals(1, page.locator("[data-author=customer]").count());
        }
    }

    @Test
    void picturesAreFetchedWhenSomebodyLooks() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            page.locator("[data-parley=file-input]")
                    .setInputFiles(new FilePayload("lamp.png", "image/png", Chromium.picture()));
            page.locator("[data-parley=log] canvas").waitFor();
            page.locator("[data-parley=close]").click();
            List<String> fetched = new ArrayList<>();
            page.onRequest(request -> {
                if (request.url().contains("/files/")) {
                    fetched.add(request.url());
                }
            });
            page.reload();
            page.locator("[data-parley=picture]").waitFor(
                    new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            page.waitForTimeout(300);
            assertEquals(List.of(), fetched);
            page.locator("[data-parley=launcher]").click();
            page.locator("[data-parley=log] canvas").waitFor();
            assertEquals(1, fetched.size());
        }
    }

    @Test
    void whatGaveUpWhileTheServerWasAwayIsSentWhenItIsBack() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            page.route("**/api/v1/web/conversations/**", Route::abort);
            page.reload(); // its stream is not to be had any more
            page.locator("[data-parley=composer]").waitFor();
            say(page, "How do I return an item?");
            say(page, "never mind");
            page.waitForCondition(() -> page.locator("[data-state=failed]").count() == 2);
            WidgetIT.accessible(page, "with messages that were not sent");
            page.locator("[data-state=failed]").last().getByText("Delete").click();
            page.waitForCondition(() -> page.locator("[data-state=failed]").count() == 1);
            page.unroute("**/api/v1/web/conversations/**");
            page.waitForCondition(() -> page.locator("[data-parley=citation]").count() == 2);
            assertEquals(2, page.locator("[data-author=customer]").count());
        }
        assertTrue(chromium.complaints().stream().allMatch(words -> words.contains("net::ERR_")),
                "but for the network");
    }

    @Test
    void aSuggestionIsAskedAndWhatWasMissingIsReadByTheOwner() {
        try (BrowserContext shop = chromium.person(); BrowserContext office = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            Locator suggestion = page.locator("[data-parley=suggestion]").first();
            String question = suggestion.innerText();
            suggestion.click();
            page.locator("[data-parley=citation]").first().waitFor();
            assertEquals(question, page.locator("[data-author=customer]").first().locator("p").first().innerText());
            page.locator("[data-parley=unhelpful]").click();
            page.locator("[data-parley=comment]").fill("Mine has no number <b>yet</b>");
            page.locator("[data-parley=comment-send]").click();
            page.getByText("👎 Mine has no number <b>yet</b>").waitFor();
            assertEquals("true", page.locator("[data-parley=unhelpful]").getAttribute("aria-pressed"));
            Page owner = chromium.open(office, server.url() + "/admin/knowledge");
            owner.locator("input[name=token]").fill(TestServer.TOKEN);
            owner.locator("button[type=submit]").first().click();
            Locator row = owner.locator("[data-kb=unhelpful]")
                    .filter(new Locator.FilterOptions().setHasText("Mine has no number <b>yet</b>"));
            row.waitFor();
            assertTrue(row.innerText().contains(question), row::innerText);
            row.scrollIntoViewIfNeeded();
            Chromium.shot(owner, "17-what-was-missing");
        }
    }

    @Test
    void aKnownCustomersConversationEndsWhenTheySignOut() throws Exception {
        try (BrowserContext shop = chromium.person()) {
            shop.addInitScript("window.parleyCustomer = () => localStorage.getItem('shop-session')");
            Page page = chromium.open(shop, guide.url() + "/plain.html");
            page.evaluate("jwt => localStorage.setItem('shop-session', jwt)", jwt("4711"));
            page.locator("[data-parley=launcher]").click();
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            page.reload();
            page.locator("[data-parley=citation]").first().waitFor();
            page.evaluate("jwt => localStorage.setItem('shop-session', jwt)", jwt("4711"));
            page.evaluate("() => dispatchEvent(new Event('parley-customer'))");
            page.waitForTimeout(300);
            assertEquals(1, page.locator("[data-parley=citation]").count(), "a fresh JWT of the same customer's");
            page.evaluate("() => { localStorage.removeItem('shop-session');"
                    + " dispatchEvent(new Event('parley-customer')) }");
            page.waitForCondition(() -> page.locator("[data-parley=citation]").count() == 0);
            say(page, "How do I return an item?");
            page.locator("[data-parley=citation]").first().waitFor();
            page.evaluate("jwt => localStorage.setItem('shop-session', jwt)", jwt("4712"));
            page.reload();
            page.locator("[data-parley=citation]").first().waitFor();
            assertFalse(page.locator("[data-parley=log]").innerText().contains("delivery costs"),
                    "an anonymous conversation stays one, and the other customer's is gone");
        }
    }

    private static String jwt(String subject) throws Exception {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
                new JWTClaimsSet.Builder().subject(subject).audience("widget").issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600))).jwtID(String.valueOf(System.nanoTime()))
                        .build());
        jwt.sign(new MACSigner(SECRET));
        return jwt.serialize();
    }
}
