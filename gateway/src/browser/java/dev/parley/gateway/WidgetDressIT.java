package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The widget as pages and operators dress it, and under what pages allow: docs/web.md as it stands there. */
class WidgetDressIT extends ShopPages {

    @BeforeAll
    static void start(@TempDir Path data) {
        openInYellow(data);
    }

    /** docs/web.md: what a page's own policy must allow. Whatever it refuses, the console complains of. */
    @Test
    void underAPagesOwnPolicyAllOfItWorks() {
        for (String path : List.of("/policy.html", "/nonce.html")) {
            try (BrowserContext shop = chromium.person()) {
                Page page = opened(shop, path);
                say(page, "what are the delivery costs");
                page.locator("[data-parley=citation]").first().waitFor();
                page.locator("[data-parley=file-input]")
                        .setInputFiles(new FilePayload("lamp.png", "image/png", Chromium.picture()));
                page.locator("[data-parley=log] canvas").waitFor();
                assertEquals("rgb(255, 213, 74)", style(page.locator("[data-parley=launcher]"), "backgroundColor"));
            }
        }
    }

    /** docs/web.md: what a page may set, as it stands there. */
    @Test
    void aPageSetsItsOwnLookAndWords() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/dressed.html");
            Locator launcher = page.locator("[data-parley=launcher]");
            assertEquals("What is it about?", page.locator("[data-parley=composer]").getAttribute("placeholder"));
            assertEquals("rgb(122, 31, 77)", style(launcher, "backgroundColor"));
            assertEquals("99", style(launcher, "zIndex"));
            assertEquals("6px", style(page.locator("[data-parley=panel]"), "borderRadius"));
            assertTrue(style(page.locator("[data-parley=composer]"), "fontFamily").startsWith("\"Our Font\""));
            page.locator("[data-parley=close]").click();
            assertEquals("Ask us", launcher.getAttribute("aria-label"));
        }
    }

    @Test
    void aLogoAndDarkWhereTheOperatorWantsThem() {
        try (BrowserContext shop = chromium.person()) {
            shop.route("**/api/v1/web/config*", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(answer.text()
                        .replace("\"mode\":\"auto\"", "\"mode\":\"dark\",\"logo\":\"" + guide.url() + "/logo.png\"")));
            });
            shop.route("**/logo.png", route -> route.fulfill(
                    new Route.FulfillOptions().setContentType("image/png").setBodyBytes(Chromium.picture())));
            Page page = opened(shop, "/plain.html");
            page.waitForCondition(
                    () -> (int) page.locator("[data-parley=panel] header img, [data-parley=panel] .avatar img")
                            .first().evaluate("image => image.naturalWidth") > 0);
            assertEquals("rgb(22, 27, 26)", style(page.locator("[data-parley=panel]"), "backgroundColor"));
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            WidgetIT.accessible(page, "dark by the operator's wish");
            Chromium.shot(page, "16-logo-dark");
        }
    }

    @Test
    void itSpeaksTheLanguageOfThePage() {
        Map<String, String> words = Map.of("de", "Stellen Sie eine Frage …", "es", "Haga una pregunta…", "fr",
                "Posez une question…", "it", "Faccia una domanda…", "pt-BR", "Faça uma pergunta…", "nl",
                "Ask a question…");
        words.forEach((language, placeholder) -> {
            try (BrowserContext shop = chromium.person()) {
                Page page = opened(shop, "/language.html?" + language);
                assertEquals(placeholder, page.locator("[data-parley=composer]").getAttribute("placeholder"));
                WidgetIT.accessible(page, "in " + language);
            }
        });
    }

    /** Its colour is yellow, which is no colour for words on white. */
    @Test
    void linksCanBeReadWhateverTheAccentIs() {
        try (BrowserContext shop = chromium.person()) {
            Page page = opened(shop, "/plain.html");
            say(page, "what are the delivery costs");
            page.locator("[data-parley=citation]").first().waitFor();
            WidgetIT.accessible(page, "in yellow");
            Chromium.shot(page, "15-yellow");
        }
    }

    @Test
    void whatTheGuideSaysOfReactWorks() {
        try (BrowserContext shop = chromium.person()) {
            Page page = chromium.open(shop, guide.url() + "/react.html");
            page.locator("[data-parley=launcher]").waitFor();
            assertEquals(1, page.locator("parley-chat").count(), "once, although the component is mounted twice");
        }
    }
}
