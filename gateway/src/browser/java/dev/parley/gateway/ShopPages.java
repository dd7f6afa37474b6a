package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** A shop on another host with the chat on its pages: for tests of the widget in a real browser. Each class opens it first. */
abstract class ShopPages {

    static final String SECRET = "a-secret-of-at-least-32-characters";

    static TestServer server;
    static Chromium chromium;
    static GuidePages guide;

    /** Opens it in yellow, for customers who may be signed in. */
    static void openInYellow(Path data) {
        open(data, Map.of("PARLEY_WEB_IDENTITY_KEYS", "k1=" + SECRET),
                settings -> settings.replace("accent: \"#1f5c4a\"", "accent: \"#ffd54a\"")
                        .replace("onAccent: \"#ffffff\"", "onAccent: \"#1c2522\""));
    }

    /** @param settings of application.yml as they are shipped, to those that are wanted */
    static void open(Path data, Map<String, String> variables, UnaryOperator<String> settings) {
        guide = new GuidePages();
        server = new TestServer(data, variables, shipped -> settings
                .apply(shipped.replace("allowedOrigins: []", "allowedOrigins: [" + guide.url() + "]")));
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
