package dev.parley.gateway.handoff;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.SentFile;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.attachment.StoredAttachment;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.delivery.LineJson;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handoff API: what the desk's page and other desks use. */
@Tag(name = "Handoffs")
@Controller("/api/v1/handoffs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HandoffController {

    private static final int MAX_NAME_CHARACTERS = 80;
    /** Longer than any agent types; the web chat's own limit is for customers. */
    private static final int MAX_REPLY_CHARACTERS = 20_000;

    /** One more than may be sent, which is refused then. */
    private static final int MAX_FILE_BYTES = 20_000_001;

    private final Handoffs handoffs;
    private final HandoffRepository repository;
    private final Conversations conversations;
    private final Attachments attachments;
    private final HandoffEvents events;
    private final OutboxDispatcher outbox;

    HandoffController(Handoffs handoffs, HandoffRepository repository, Conversations conversations,
            Attachments attachments, HandoffEvents events, OutboxDispatcher outbox) {
        this.attachments = attachments;
        this.events = events;
        this.outbox = outbox;
        this.handoffs = handoffs;
        this.repository = repository;
        this.conversations = conversations;
    }

    @Operation(summary = "Handoffs in a state: urgent and long-waiting first, resolved ones newest first")
    @Get
    HandoffJson.Listing list(@QueryValue(defaultValue = "open") String state) {
        List<HandoffSummary> rows = switch (state) {
            case "open" -> repository.listWaiting(Handoff.State.OPEN.name());
            case "claimed" -> repository.listWaiting(Handoff.State.CLAIMED.name());
            case "resolved" -> repository.listResolved();
            default -> throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "state must be open, claimed or resolved, not '" + state + "'");
        };
        return new HandoffJson.Listing(rows.stream().map(HandoffJson.Summary::of).toList());
    }

    @Operation(summary = "One handoff with transcript and articles tried")
    @Get("/{id}")
    HandoffJson.Detail get(@PathVariable long id) {
        return detail(handoffs.get(id));
    }

    @Operation(summary = "Take it on: 409 when somebody else has it")
    @Post("/{id}/claim")
    HandoffJson.Detail claim(@PathVariable long id, @Body HandoffJson.Action body) {
        return detail(handoffs.claim(id, agent(body.agent())));
    }

    @Operation(summary = "Write to the customer; takes an open one on")
    @Post("/{id}/reply")
    HandoffJson.Detail reply(@PathVariable long id, @Body HandoffJson.Reply body) {
        String text = body.text();
        if (text == null || text.isBlank() || text.length() > MAX_REPLY_CHARACTERS) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "text must have 1 to " + MAX_REPLY_CHARACTERS + " characters");
        }
        return detail(handoffs.reply(id, agent(body.agent()), text.strip().replace("\u0000", "")));
    }

    @Operation(summary = "Send the customer a file, whose content is the body; takes an open handoff on")
    @Consumes(MediaType.ALL)
    @Post("/{id}/files")
    HandoffJson.Detail sendFile(@PathVariable long id, @Nullable @QueryValue String agent,
            @Nullable @QueryValue String name, @Nullable @Body InputStream body) throws IOException {
        if (name == null || name.isBlank() || body == null) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "name, of the file, must be there, and its content must be the body");
        }
        byte[] content = body.readNBytes(MAX_FILE_BYTES);
        return detail(handoffs.reply(id, agent(agent), "", List.of(new SentFile.Content(name, content)), "page"));
    }

    @Operation(summary = "The content of a file of the conversation: 404 while it is not there yet, or was refused")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Get("/{id}/files/{fileId}")
    HttpResponse<byte[]> file(@PathVariable long id, @PathVariable String fileId) {
        StoredAttachment file = attachments.find(fileId)
                .filter(known -> known.conversationId() == handoffs.get(id).conversationId()
                        && known.state() == Attachment.State.READY)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND,
                        "This conversation has no such file, or not yet."));
        // Never shown as a page of this server's, whatever it is.
        return HttpResponse.ok(attachments.read(file))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff").header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    @Operation(summary = "Close the conversation")
    @Post("/{id}/resolve")
    HandoffJson.Detail resolve(@PathVariable long id, @Body HandoffJson.Resolution body) {
        return detail(handoffs.resolve(id, agent(body.agent()), solution(body.outcome()), body.category()));
    }

    private static Handoff.@Nullable Solution solution(@Nullable String outcome) {
        return switch (outcome) {
            case null -> null;
            case "solved" -> Handoff.Solution.SOLVED;
            case "not_solved" -> Handoff.Solution.NOT_SOLVED;
            case "spam" -> Handoff.Solution.SPAM;
            default -> throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "outcome is solved, not_solved or spam, or left out");
        };
    }

    @Operation(summary = "Give the conversation back to the bot")
    @Post("/{id}/return")
    HandoffJson.Detail giveBack(@PathVariable long id, @Body HandoffJson.Action body) {
        return detail(handoffs.giveBack(id, agent(body.agent())));
    }

    @Operation(summary = "Send an agent's line that the customer's channel refused once more: 409 when it is not refused")
    @Post("/{id}/resend")
    HandoffJson.Detail resend(@PathVariable long id, @Body HandoffJson.Resending body) {
        if (body.seq() == null) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "seq, of the refused line, must be there");
        }
        handoffs.sendAgain(id, body.seq());
        return detail(handoffs.get(id));
    }

    private HandoffJson.Detail detail(Handoff handoff) {
        return HandoffJson.Detail.of(handoff, conversations.get(handoff.conversationId()),
                conversations.listLinesAfter(handoff.conversationId(), 0).stream().map(LineJson::of).toList(),
                conversations.findLeft(handoff.conversationId()).orElse(null),
                events.findByHandoffIdOrderById(handoff.key()), outbox.listUndelivered(handoff.conversationId()));
    }

    private static String agent(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "agent, the name that customers see, must have 1 to " + MAX_NAME_CHARACTERS + " characters");
        }
        return name.strip();
    }
}
