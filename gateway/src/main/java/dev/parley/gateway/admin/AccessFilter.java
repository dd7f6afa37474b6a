package dev.parley.gateway.admin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes every route to all but holders of the admin token, except those marked {@link OpenToAll}, the channels' own (they
 * check their platforms' signatures and tokens) and {@code /health}. A route that nobody thought of is closed.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class AccessFilter {

    static final String COOKIE = "parley_admin";

    private static final String CHANNELS = "dev.parley.connectors.";
    private static final String BEARER = "Bearer ";

    private final AdminToken token;
    private final Clock clock;

    AccessFilter(AdminToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** @return what is answered instead of the route; null to go on */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (isOpen(request) || hasToken(request) || hasSession(request)) {
            return null;
        }
        boolean page = request.getPath().startsWith("/admin")
                && request.accept().stream().anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE));
        if (page) {
            return HttpResponse.seeOther(URI.create("/admin/login?next=" + request.getPath()));
        }
        return HttpResponse.<Object>status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(ErrorJson.of("unauthorized", "this needs the admin token as a bearer token"));
    }

    @ResponseFilter
    void harden(MutableHttpResponse<?> response) {
        response.getHeaders().add("X-Content-Type-Options", "nosniff");
        response.getHeaders().add("Referrer-Policy", "same-origin");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().add(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static boolean isOpen(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).filter(MethodBasedRouteMatch.class::isInstance)
                .map(MethodBasedRouteMatch.class::cast).map(route -> {
                    Class<?> controller = route.getDeclaringType();
                    return route.hasAnnotation(OpenToAll.class) || controller.getName().startsWith(CHANNELS)
                            || controller == HealthEndpoint.class;
                }).orElse(false);
    }

    private boolean hasToken(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                && token.isToken(authorization.substring(BEARER.length()));
    }

    /** The cookie counts only on requests from our own pages: SameSite=Strict, and the origin is checked besides. */
    private boolean hasSession(HttpRequest<?> request) {
        Optional<Cookie> cookie = request.getCookies().findCookie(COOKIE);
        return cookie.isPresent() && isSameOrigin(request)
                && token.isSession(cookie.get().getValue(), clock.instant());
    }

    private static boolean isSameOrigin(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
