package dev.parley.gateway.admin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of our own pages, from the jar, with the headers that keep them from running or showing anything foreign. */
public final class Page {

    /** Everything from here, nothing from elsewhere, nothing inline. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** A plain file name: no folders, no dots at the start. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css",
            "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private Page() {}

    /**
     * @param folder of the jar, for example {@code /parley/admin/}
     * @param name as it stands in the URL
     * @return 404 when there is no such file
     */
    public static HttpResponse<?> file(String folder, String name) {
        return read(folder, name).<HttpResponse<?>>map(text -> withHeaders(HttpResponse.ok(text), name))
                .orElseGet(HttpResponse::notFound);
    }

    /** A page that was made of a template. */
    public static MutableHttpResponse<String> html(String html) {
        return withHeaders(HttpResponse.ok(html), ".html");
    }

    /** The file's text, or empty when there is none of that name. */
    public static Optional<String> read(String folder, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = Page.class.getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder + name, e);
        }
    }

    private static MutableHttpResponse<String> withHeaders(MutableHttpResponse<String> response, String name) {
        return response
                .contentType(MediaType.of(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain")))
                .header("Content-Security-Policy", POLICY).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
