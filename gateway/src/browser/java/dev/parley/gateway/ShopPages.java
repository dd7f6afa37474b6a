package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A shop on another host with the chat on its pages, a yellow one: for tests of the widget in a real browser. */
abstract class ShopPages {

    static final String SECRET = "a-secret-of-at-least-32-characters";

    static TestServer server;
    static Chromium chromium;
    static GuidePages guide;

    @BeforeAll
    static void start(@TempDir Path data) {
        guide = new GuidePages();
        server = new TestServer(data, Map.of("PARLEY_WEB_IDENTITY_KEYS", "k1=" + SECRET),
                settings -> settings.replace("allowedOrigins: []", "allowedOrigins: [" + guide.url() + "]")
                        .replace("accent: \"#1f5c4a\"", "accent: \"#ffd54a\"")
                        .replace("onAccent: \"#ffffff\"", "onAccent: \"#1c2522\""));
        guide.knows(server.url());
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        guide.close();
        server.close();
    }

    @AfterEach
    void nothingWentWrong() {
        assertEquals(List.of(), chromium.complaints());
    }

    static String style(Locator node, String property) {
        return (String) node.evaluate("(node, property) => getComputedStyle(node)[property]", property);
    }

    static Page opened(BrowserContext shop, String path) {
        Page page = chromium.open(shop, guide.url() + path);
        page.locator("[data-parley=launcher]").click();
        page.locator("[data-parley=composer]").waitFor();
        return page;
    }

    static void say(Page page, String text) {
        page.locator("[data-parley=composer]").fill(text);
        page.keyboard().press("Enter");
    }
}
