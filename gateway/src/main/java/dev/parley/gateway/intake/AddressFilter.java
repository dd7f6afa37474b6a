package dev.parley.gateway.intake;

import dev.parley.connectors.channel.WebSettings;
import dev.parley.gateway.config.ParleyConfig;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much may come from one address over the web chat, whose visitors cost nothing to make up. Behind a proxy all come from
 * its address: then the operator names the header in which it gives the customer's. Thread-safe.
 */
@ServerFilter("/api/v1/web/**")
final class AddressFilter {

    /** With the limit that comes with Parley, 30 files a minute. */
    private static final int WEIGHT_OF_A_FILE = 20;

    private final Limits limits;
    private final @Nullable String header;

    AddressFilter(Limits limits, ParleyConfig config) {
        this.limits = limits;
        this.header = config.web().clientAddressHeader();
    }

    /** @return 429 when there was too much; null to go on */
    @RequestFilter
    @Nullable
    HttpResponse<?> limit(HttpRequest<?> request) {
        String address = addressOf(request);
        request.setAttribute(WebSettings.CLIENT_ADDRESS, address);
        Optional<Duration> wait = switch (request.getMethod()) {
            case POST -> limits.findWaitOfAddress(address, request.getPath().endsWith("/files") ? WEIGHT_OF_A_FILE : 1);
            case GET -> limits.findWaitOfReader(address);
            default -> Optional.empty();
        };
        return wait.map(time -> HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, time.toSeconds())))
                .body(Map.of("error", Map.of("code", "rate_limited", "message",
                        "Too much came from your address; try again in " + Math.max(1, time.toSeconds()) + " s."))))
                .orElse(null);
    }

    private String addressOf(HttpRequest<?> request) {
        List<String> forwarded = header == null ? List.of() : request.getHeaders().getAll(header);
        if (forwarded.isEmpty()) {
            return request.getRemoteAddress().getAddress().getHostAddress();
        }
        // What stands before the last entry was sent by whoever called the proxy, and may be made up.
        String last = forwarded.getLast();
        return last.substring(last.lastIndexOf(',') + 1).strip();
    }
}
