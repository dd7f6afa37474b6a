package dev.parley.connectors.channel;

import dev.parley.connectors.channel.FileSource.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads files that platforms send over HTTP. Thread-safe. */
public final class Downloads {

    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private Downloads() {}

    /** Never more than {@code maxBytes}, whatever the headers say. */
    public static Fetched read(HttpResponse<InputStream> response, long maxBytes) throws IOException {
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status != OK) {
                return status >= SERVER_ERROR || status == TOO_MANY
                        ? new Fetched.Later(RETRY)
                        : new Fetched.Gone("the platform answers with HTTP " + status);
            }
            byte[] content = in.readNBytes(Math.toIntExact(Math.min(maxBytes, Integer.MAX_VALUE - 8) + 1));
            return content.length > maxBytes
                    ? new Fetched.Gone("it is larger than " + maxBytes / 1_000_000 + " MB")
                    : new Fetched.Content(content);
        }
    }
}
