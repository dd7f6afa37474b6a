package dev.parley.connectors.web;

import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.SentFile;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Files of the web chat. */
@Tag(name = "Web chat")
@Controller("/api/v1/web/conversations/{id}/files")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebFileController {

    /** So many are in memory at a time; while they come in, they are on disk. */
    private static final int AT_A_TIME = 4;

    private final WebChannel channel;
    private final WebSettings settings;
    private final Visitors visitors;
    private final Clock clock;
    private final Semaphore memory = new Semaphore(AT_A_TIME, true);

    WebFileController(WebChannel channel, WebSettings settings, Visitors visitors, Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.visitors = visitors;
        this.clock = clock;
    }

    @Operation(summary = "Send a file, whose content is the body; safe to repeat with the same clientMessageId", description = "Refused by what it contains, whatever its name: see files in the widget's configuration.")
    @Consumes(MediaType.ALL)
    @Post
    HttpResponse<WebJson.Seq> send(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Nullable @QueryValue String clientMessageId, @Nullable @QueryValue String name,
            @Nullable @QueryValue String locale, @Nullable @Body InputStream body) throws IOException {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        if (name == null || name.isBlank() || body == null) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST,
                    "name, of the file, must be there, and its content must be the body");
        }
        if (clientMessageId == null || !WebChatController.CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST,
                    "clientMessageId must be 1 to 100 letters, digits or any of . _ : -");
        }
        Path file = Files.createTempFile("parley-upload", null);
        try {
            receive(body, file);
            memory.acquireUninterruptibly();
            try {
                return channel.accept(new InboundEvent.Message(id + ":" + clientMessageId, visitor.ref(),
                        visitor.sender(), clock.instant(), locale, "", visitor.name(),
                        List.of(new SentFile.Content(name, Files.readAllBytes(file)))));
            } finally {
                memory.release();
            }
        } finally {
            Files.delete(file);
        }
    }

    private void receive(InputStream body, Path file) throws IOException {
        long left = settings.files().maxBytes();
        byte[] buffer = new byte[16_384];
        try (body; OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new HttpStatusException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "a file may have at most "
                            + settings.files().maxBytes() / 1_000_000 + " MB");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    @Operation(summary = "The content of a file: 404 while it is not there yet, or was refused")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Get("/{fileId}")
    HttpResponse<byte[]> read(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathVariable String fileId) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        ChannelHost.StoredFile stored = channel.host().findFile(visitor.ref(), fileId)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND,
                        "this conversation has no such file, or not yet"));
        // Never shown as a page of this server's, whatever it is.
        return HttpResponse.ok(stored.content()).header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff").header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}
