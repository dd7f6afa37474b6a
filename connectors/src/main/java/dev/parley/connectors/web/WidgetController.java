package dev.parley.connectors.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Serves the widget: one script, revalidated on each page view, so that an upgrade reaches every shop at once. */
@Tag(name = "Web chat")
@Controller
final class WidgetController {

    private final String script = WidgetScript.read();
    private final String etag = etagOf(script);

    @Operation(summary = "The chat widget, to be embedded by one script tag")
    @Get(uri = "/widget.js", produces = "text/javascript; charset=utf-8")
    HttpResponse<String> widget(HttpRequest<?> request) {
        if (etag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
            return HttpResponse.notModified();
        }
        return HttpResponse.ok(script).header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300").header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static String etagOf(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "\"" + Long.toHexString(crc.getValue()) + "\"";
    }
}
