package dev.parley.connectors.web;

import dev.parley.connectors.channel.ChannelCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./parley channels check web} looks at: it calls the server as a customer's browser would. */
final class WebChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SCRIPT = "/widget.js";

    private WebChecks() {}

    /**
     * @param base where customers reach this server, without a slash at its end
     * @param isPublic whether an operator said so; otherwise it is where Parley listens
     * @param origins whose pages may embed the chat
     */
    static List<ChannelCheck> of(String base, boolean isPublic, List<String> origins) {
        List<ChannelCheck> checks = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER).build()) {
            ChannelCheck address = address(http, base, isPublic);
            checks.add(address);
            if (origins.isEmpty()) {
                checks.add(
                        new ChannelCheck("pages", true, "only pages of this server may embed the chat; name others in"
                                + " config/application.yml: allowedOrigins"));
            } else if (address.ok()) {
                for (String origin : origins) {
                    checks.add(page(http, base, origin));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return checks;
    }

    private static ChannelCheck address(HttpClient http, String base, boolean isPublic) throws InterruptedException {
        String url = base + SCRIPT;
        try {
            HttpResponse<String> response = http.send(request(url).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return new ChannelCheck("address", false, url + " answers " + response.statusCode()
                        + "; have the proxy pass it on to Parley, or set PARLEY_PUBLIC_URL to where customers reach it");
            }
            if (!response.body().equals(WidgetScript.read())) {
                return new ChannelCheck("address", false,
                        url + " is not this Parley's widget; it is another's, or a proxy"
                                + " changes or keeps it");
            }
            return new ChannelCheck("address", true, isPublic
                    ? "customers get the widget at " + url
                    : "the widget is at " + url + "; where customers reach it elsewhere, set PARLEY_PUBLIC_URL");
        } catch (IOException e) {
            return new ChannelCheck("address", false, "nothing answers at " + url + " (" + e.getClass().getSimpleName()
                    + "); see whether PARLEY_PUBLIC_URL, its name in the DNS and the proxy lead here");
        }
    }

    private static ChannelCheck page(HttpClient http, String base, String origin) throws InterruptedException {
        try {
            HttpResponse<Void> response = http.send(request(base + "/api/v1/web/conversations")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type").build(),
                    HttpResponse.BodyHandlers.discarding());
            boolean isAllowed = response.headers().allValues("Access-Control-Allow-Origin").equals(List.of(origin));
            return isAllowed
                    ? new ChannelCheck("pages", true, "pages of " + origin + " may embed the chat")
                    : new ChannelCheck("pages", false, "a browser would not let pages of " + origin + " use the chat: "
                            + base + " answers without Access-Control-Allow-Origin, or with two; a proxy must leave it"
                            + " as Parley sets it");
        } catch (IOException e) {
            return new ChannelCheck("pages", false, "pages of " + origin + ": " + base + " did not answer ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }
}
