package dev.parley.gateway.admin;

import dev.parley.gateway.config.ParleyConfig;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages for people who hold the admin token, and the form where they give it. */
@Hidden
@Controller("/admin")
final class AdminPages {

    private static final String FOLDER = "/parley/admin/";
    /** Where a sign-in may lead: our own pages only, so that no link can send an operator elsewhere. */
    private static final Pattern OWN_PAGE = Pattern.compile("/admin/[a-z]+(#[a-z0-9/]*)?");
    private static final String FIRST_PAGE = "/admin/handoffs";

    private final AdminToken token;
    private final ParleyConfig config;
    private final Clock clock;

    AdminPages(AdminToken token, ParleyConfig config, Clock clock) {
        this.token = token;
        this.config = config;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> first() {
        return HttpResponse.seeOther(URI.create(FIRST_PAGE));
    }

    @Get("/handoffs")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> handoffs() {
        return Page.file(FOLDER, "handoffs.html");
    }

    @Get("/figures")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> figures() {
        return Page.file(FOLDER, "figures.html");
    }

    @Get("/knowledge")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> knowledge() {
        return Page.file(FOLDER, "knowledge.html");
    }

    @Get("/failed")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> failed() {
        return Page.file(FOLDER, "failed.html");
    }

    @OpenToAll
    @Get("/assets/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<?> asset(@PathVariable String name) {
        return name.endsWith(".html") ? HttpResponse.notFound() : Page.file(FOLDER, name);
    }

    @OpenToAll
    @Get("/login")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> loginForm() {
        return Page.file(FOLDER, "login.html");
    }

    @OpenToAll
    @Post("/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> login(@Body Login form) {
        String next = form.next() != null && OWN_PAGE.matcher(form.next()).matches() ? form.next() : FIRST_PAGE;
        if (!token.isToken(form.token() == null ? null : form.token().strip())) {
            return HttpResponse.seeOther(URI.create(
                    "/admin/login?failed&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
        }
        return HttpResponse.seeOther(URI.create(next))
                .cookie(cookie(token.newSession(clock.instant()), AdminToken.SESSION));
    }

    @OpenToAll
    @Post("/logout")
    @Consumes(MediaType.ALL)
    MutableHttpResponse<?> logout(HttpRequest<?> request) {
        return HttpResponse.seeOther(URI.create("/admin/login")).cookie(cookie("", Duration.ZERO));
    }

    private Cookie cookie(String value, Duration age) {
        String publicUrl = config.server().publicUrl();
        return Cookie.of(AccessFilter.COOKIE, value).path("/").httpOnly(true).sameSite(SameSite.Strict)
                .secure(publicUrl != null && publicUrl.startsWith("https:")).maxAge(age);
    }

    @Introspected
    record Login(@Nullable String token, @Nullable String next) {}
}
