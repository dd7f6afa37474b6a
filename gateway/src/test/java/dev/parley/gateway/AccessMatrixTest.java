package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through to which route. Rows come from the router, so that a new route without a row fails. */
class AccessMatrixTest {

    private enum Who {
        /** Anybody. */
        ALL,
        /** Holders of the conversation's token. */
        VISITOR,
        /** Holders of the admin token. */
        ADMIN
    }

    private static final Map<String, Who> MATRIX = Map.ofEntries(Map.entry("GET /", Who.ALL),
            Map.entry("GET /demo/{name}", Who.ALL), Map.entry("GET /demo/help/{id}", Who.ALL),
            Map.entry("GET /widget.js", Who.ALL), Map.entry("GET /health", Who.ALL),
            Map.entry("GET /api/v1/web/config", Who.ALL), Map.entry("POST /api/v1/web/conversations", Who.ALL),
            Map.entry("POST /api/v1/web/conversations/{id}/messages", Who.VISITOR),
            Map.entry("GET /api/v1/web/conversations/{id}/events", Who.VISITOR),
            Map.entry("POST /api/v1/web/conversations/{id}/human", Who.VISITOR),
            Map.entry("POST /api/v1/web/conversations/{id}/choices", Who.VISITOR),
            Map.entry("POST /api/v1/web/conversations/{id}/feedback", Who.VISITOR),
            Map.entry("POST /api/v1/web/conversations/{id}/details", Who.VISITOR),
            Map.entry("GET /admin/login", Who.ALL), Map.entry("POST /admin/login", Who.ALL),
            Map.entry("POST /admin/logout", Who.ALL), Map.entry("GET /admin/assets/{name}", Who.ALL),
            Map.entry("GET /admin", Who.ADMIN), Map.entry("GET /admin/handoffs", Who.ADMIN),
            Map.entry("GET /admin/figures", Who.ADMIN), Map.entry("GET /admin/failed", Who.ADMIN),
            Map.entry("GET /admin/knowledge", Who.ADMIN),
            Map.entry("GET /openapi.yml", Who.ADMIN), Map.entry("GET /prometheus", Who.ADMIN),
            Map.entry("GET /health/{selector}", Who.ALL), Map.entry("GET /api/v1/handoffs", Who.ADMIN),
            Map.entry("POST /api/v1/web/conversations/{id}/files", Who.VISITOR),
            Map.entry("GET /api/v1/web/conversations/{id}/files/{fileId}", Who.VISITOR),
            Map.entry("POST /api/v1/handoffs/{id}/files", Who.ADMIN),
            Map.entry("GET /api/v1/handoffs/{id}/files/{fileId}", Who.ADMIN),
            Map.entry("GET /api/v1/handoffs/{id}", Who.ADMIN), Map.entry("POST /api/v1/handoffs/{id}/claim", Who.ADMIN),
            Map.entry("POST /api/v1/handoffs/{id}/reply", Who.ADMIN),
            Map.entry("POST /api/v1/handoffs/{id}/resend", Who.ADMIN),
            Map.entry("GET /api/v1/categories", Who.ADMIN),
            Map.entry("POST /api/v1/handoffs/{id}/resolve", Who.ADMIN),
            Map.entry("POST /api/v1/handoffs/{id}/return", Who.ADMIN),
            Map.entry("GET /api/v1/conversations/{id}", Who.ADMIN), Map.entry("GET /api/v1/metrics", Who.ADMIN),
            Map.entry("GET /api/v1/unanswered", Who.ADMIN), Map.entry("GET /api/v1/unhelpful", Who.ADMIN),
            Map.entry("GET /api/v1/knowledge", Who.ADMIN),
            Map.entry("PUT /api/v1/articles/{id}", Who.ADMIN), Map.entry("DELETE /api/v1/articles/{id}", Who.ADMIN),
            Map.entry("POST /api/v1/reindex", Who.ADMIN),
            Map.entry("GET /api/v1/reindex/{id}", Who.ADMIN),
            Map.entry("GET /api/v1/generations", Who.ADMIN),
            Map.entry("POST /api/v1/generations/{id}/rollback", Who.ADMIN),
            Map.entry("GET /api/v1/drafts", Who.ADMIN), Map.entry("POST /api/v1/drafts", Who.ADMIN),
            Map.entry("POST /api/v1/drafts/{id}/publish", Who.ADMIN),
            Map.entry("POST /api/v1/drafts/{id}/edit", Who.ADMIN),
            Map.entry("POST /api/v1/drafts/{id}/separate", Who.ADMIN),
            Map.entry("POST /api/v1/drafts/{id}/dismiss", Who.ADMIN),
            Map.entry("GET /api/v1/pauses", Who.ADMIN), Map.entry("POST /api/v1/pauses", Who.ADMIN),
            Map.entry("DELETE /api/v1/pauses", Who.ADMIN), Map.entry("GET /api/v1/policy", Who.ADMIN),
            Map.entry("DELETE /api/v1/customers/{id}", Who.ADMIN), Map.entry("POST /api/v1/backup", Who.ADMIN),
            Map.entry("GET /api/v1/dead-letters", Who.ADMIN),
            Map.entry("POST /api/v1/dead-letters/{id}/replay", Who.ADMIN),
            Map.entry("GET /api/v1/turns/{id}", Who.ADMIN), Map.entry("POST /api/v1/turns/{id}/replay", Who.ADMIN),
            Map.entry("GET /api/v1/judgements", Who.ADMIN),
            Map.entry("PUT /api/v1/turns/{id}/judgement", Who.ADMIN),
            Map.entry("DELETE /api/v1/turns/{id}/judgement", Who.ADMIN),
            Map.entry("GET /api/v1/calibration", Who.ADMIN), Map.entry("GET /api/v1/channels", Who.ADMIN),
            Map.entry("POST /api/v1/channels/{id}/check", Who.ADMIN),
            Map.entry("GET /api/v1/alerts", Who.ADMIN), Map.entry("GET /api/v1/webhooks", Who.ADMIN),
            Map.entry("POST /api/v1/webhooks/{id}/retry", Who.ADMIN), Map.entry("POST /api/v1/drills", Who.ADMIN),
            Map.entry("POST /api/v1/links", Who.ADMIN),
            // The platform's own secret is asked for; where none is set there is nothing.
            Map.entry("POST /telegram/webhook", Who.ALL), Map.entry("POST /slack/events", Who.ALL),
            Map.entry("POST /api/v1/ask", Who.ADMIN));

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteHasARowAndEveryRowARoute() {
        Router router = server.application().context().getBean(Router.class);
        TreeSet<String> routes = new TreeSet<>();
        router.uriRoutes().map(AccessMatrixTest::name).filter(name -> !name.startsWith("HEAD")
                && !name.startsWith("OPTIONS")).forEach(routes::add);
        assertEquals(new TreeSet<>(MATRIX.keySet()), routes);
    }

    @Test
    void withoutATokenOnlyOpenRoutesAnswer() {
        MATRIX.forEach((route, who) -> {
            int status = call(route, null);
            if (route.equals("POST /admin/login")) {
                assertEquals(401, status, "JSON is no form: no such route");
            } else if (who == Who.ALL) {
                assertTrue(status != 401 && status != 403, route + " " + status);
            } else {
                assertTrue(status == 401 || status == 403 || status == 303, route + " " + status);
            }
        });
        assertEquals(401, call("GET /api/v1/no/such/route", null));
    }

    @Test
    void aWrongTokenAndAVisitorsTokenOpenNoAdminRoute() {
        String visitor = server.visitor().token;
        MATRIX.forEach((route, who) -> {
            if (who == Who.ADMIN) {
                for (String token : new String[]{"wrong", visitor, TestServer.TOKEN + "x", ""}) {
                    int status = call(route, token);
                    assertTrue(status == 401 || status == 303, route + " with " + token + ": " + status);
                }
            }
        });
    }

    @Test
    void theAdminTokenOpensAllButConversations() {
        MATRIX.forEach((route, who) -> {
            int status = call(route, TestServer.TOKEN);
            if (who == Who.VISITOR) {
                assertEquals(403, status, route);
            } else {
                assertTrue(status != 401 && status != 403, route + " " + status);
            }
        });
    }

    @Test
    void theFormGivesACookieThatWorksOnOurPagesOnly() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> login = http.send(form("token=" + TestServer.TOKEN + "&next=/admin/figures"),
                HttpResponse.BodyHandlers.ofString());
        assertEquals("/admin/figures", login.headers().firstValue("location").orElseThrow());
        String cookie = login.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(cookie.toLowerCase(java.util.Locale.ROOT).contains("httponly") && cookie.contains("SameSite=Strict"),
                cookie);
        assertFalse(cookie.contains(TestServer.TOKEN), "the cookie is not the token");
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertEquals(200, withCookie(http, session, null));
        assertTrue(withCookie(http, session, "https://evil.example") >= 401, "not from a foreign page");
        assertEquals(401, withCookie(http, session + "0", null));
        assertEquals(401, withCookie(http, "parley_admin=9999999999." + "0".repeat(64), null));
    }

    @Test
    void theFormLeadsNobodyElsewhere() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (String next : new String[]{"https://evil.example", "//evil.example", "/admin/../x", "javascript:x"}) {
            HttpResponse<String> login = http.send(form("token=" + TestServer.TOKEN + "&next=" + next),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals("/admin/handoffs", login.headers().firstValue("location").orElseThrow());
        }
        HttpResponse<String> wrong = http.send(form("token=nope"), HttpResponse.BodyHandlers.ofString());
        assertTrue(wrong.headers().firstValue("location").orElseThrow().startsWith("/admin/login?failed"));
        assertTrue(wrong.headers().firstValue("set-cookie").isEmpty());
    }

    @Test
    void aGeneratedTokenIsReadableByItsOwnerOnly(@TempDir Path data) throws Exception {
        dev.parley.gateway.admin.AdminToken.loadOrCreate(data, new dev.parley.gateway.config.Secrets(Map.of()));
        Path file = dev.parley.gateway.admin.AdminToken.fileIn(data);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(file).strip().length() >= 40);
    }

    private static HttpRequest form(String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/admin/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static int withCookie(HttpClient http, String cookie, String origin) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/handoffs"))
                .header("Cookie", cookie);
        if (origin != null) {
            request.header("Origin", origin);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
    }

    private static int call(String route, String token) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replace("{id}", "1").replace("{name}", "x.css")
                .replace("{selector}", "liveness").replace("{fileId}", "f");
        return server.send(method, path, method.equals("GET") ? null : Map.of(), token).statusCode();
    }
}
