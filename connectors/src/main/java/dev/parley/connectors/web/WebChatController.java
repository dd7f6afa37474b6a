package dev.parley.connectors.web;

import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The web chat's API. Everything but the start of a conversation needs that conversation's token. */
@Tag(name = "Web chat")
@Controller("/api/v1/web")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebChatController {

    static final Pattern CLIENT_MESSAGE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final long STREAM_RETRY = 30;
    private static final Pattern WEB_ADDRESS = Pattern.compile("|https?://[^\\s]+");

    private final WebChannel channel;
    private final EventStreams streams;
    private final WebSettings settings;
    private final WebIdentity identity;
    private final Visitors visitors;
    private final Clock clock;

    WebChatController(WebChannel channel, EventStreams streams, WebSettings settings, WebIdentity identity,
            Visitors visitors, Clock clock) {
        this.channel = channel;
        this.streams = streams;
        this.settings = settings;
        this.identity = identity;
        this.visitors = visitors;
        this.clock = clock;
    }

    @Operation(summary = "What the widget shows before the first message")
    @Get("/config")
    WebJson.Config config(@Nullable @QueryValue String locale) {
        String language = locale == null ? "" : Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
        return WebJson.Config.of(channel.host().profile(channel.id(), locale), settings, language);
    }

    @Operation(summary = "Start a conversation: the token is its only key")
    @Post("/conversations")
    HttpResponse<WebJson.NewConversation> start(@Body WebJson.@Nullable Start start) {
        String jwt = start == null ? null : start.customer();
        String locale = start == null ? null : start.locale();
        String token = jwt == null ? VisitorToken.create(locale) : tokenFor(jwt, locale);
        return HttpResponse.created(new WebJson.NewConversation(VisitorToken.conversationIdOf(token), token));
    }

    private String tokenFor(String jwt, @Nullable String locale) {
        try {
            WebIdentity.Customer customer = identity.verify(jwt);
            byte[] key = identity.findKey(customer.keyId());
            if (key == null) {
                throw new WebIdentity.RefusedException("customer: the JWT's key is gone");
            }
            return VisitorToken.create(customer, key, locale);
        } catch (WebIdentity.RefusedException e) {
            throw Visitors.unauthorized(e.getMessage());
        }
    }

    @Operation(summary = "Send a message; safe to repeat with the same clientMessageId")
    @Post("/conversations/{id}/messages")
    HttpResponse<WebJson.Seq> message(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Body WebJson.Message body) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        String clientMessageId = body.clientMessageId();
        String text = body.text();
        checkClientMessageId(clientMessageId);
        if (text == null || text.isBlank()) {
            throw badRequest("text is missing or blank");
        }
        if (text.length() > settings.maxMessageCharacters()) {
            throw new HttpStatusException(HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "text is longer than " + settings.maxMessageCharacters() + " characters");
        }
        return channel.accept(new InboundEvent.Message(id + ":" + clientMessageId, visitor.ref(), visitor.sender(),
                clock.instant(), body.locale() == null ? visitor.locale() : body.locale(), text, visitor.name()));
    }

    @Operation(summary = "The conversation after a sequence number", description = "With Accept: text/event-stream the same events as a stream that stays open: id: is the seq, "
            + "heartbeat events keep it alive.")
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = WebJson.Events.class)),
        @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(implementation = EventJson.class))})
    @Get(uri = "/conversations/{id}/events", produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    HttpResponse<?> events(HttpRequest<?> request, @PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryValue(defaultValue = "0") long after) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        if (request.accept().contains(MediaType.TEXT_EVENT_STREAM_TYPE)) {
            String address = request.getAttribute(WebSettings.CLIENT_ADDRESS, String.class)
                    .orElseGet(() -> request.getRemoteAddress().getAddress().getHostAddress());
            if (streams.isFull(address)) {
                // Who polls meanwhile misses nothing.
                return WebChannel.limited(STREAM_RETRY, "too many streams are open from your address");
            }
            return HttpResponse.ok(streams.open(channel.host(), visitor.ref(), after, address))
                    .contentType(MediaType.TEXT_EVENT_STREAM_TYPE).header("X-Accel-Buffering", "no")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return HttpResponse.ok(new WebJson.Events(
                channel.host().eventsAfter(visitor.ref(), after).stream().map(EventJson::of).toList()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Operation(summary = "Ask for a person; safe to repeat with the same clientMessageId")
    @Post("/conversations/{id}/human")
    HttpResponse<WebJson.Seq> human(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Body WebJson.@Nullable Human body) {
        return choose(visitors.authorize(id, authorization), InboundEvent.Choice.TALK_TO_A_PERSON,
                body == null ? null : body.clientMessageId());
    }

    @Operation(summary = "Say something of oneself: what people should know, or how to reach one")
    @Post("/conversations/{id}/details")
    HttpResponse<?> details(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Body WebJson.Details body) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        Map<String, String> fields = body.fields();
        if (fields == null || fields.isEmpty() || fields.size() > InboundEvent.Details.MAX_FIELDS) {
            throw badRequest("fields must have 1 to " + InboundEvent.Details.MAX_FIELDS + " entries");
        }
        fields.forEach((name, value) -> {
            if (!FIELD_NAME.matcher(name).matches() || value == null
                    || value.length() > InboundEvent.Details.MAX_CHARACTERS) {
                throw badRequest("names of fields are up to 40 letters, digits or _, their values texts of up to "
                        + InboundEvent.Details.MAX_CHARACTERS + " characters");
            }
        });
        if (!WEB_ADDRESS.matcher(fields.getOrDefault(InboundEvent.Details.PAGE, "")).matches()) {
            throw badRequest("page must be the address of a web page");
        }
        // Who the shop's server vouches for is not called otherwise.
        Map<String, String> said = new LinkedHashMap<>(fields);
        if (visitor.name() != null) {
            said.remove(InboundEvent.Details.NAME);
        }
        return withoutContent(channel.accept(new InboundEvent.Details(newDeliveryId(id), visitor.ref(),
                visitor.sender(), clock.instant(), visitor.locale(), said)));
    }

    @Operation(summary = "Press a button; safe to repeat with the same clientMessageId")
    @Post("/conversations/{id}/choices")
    HttpResponse<WebJson.Seq> choice(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Body WebJson.Choice body) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        String choiceId = body.choiceId();
        if (choiceId == null || choiceId.isBlank() || choiceId.length() > 100) {
            throw badRequest("choiceId is missing, blank or longer than 100 characters");
        }
        return choose(visitor, choiceId, body.clientMessageId());
    }

    @Operation(summary = "Say whether an answer helped; the last word counts")
    @Post("/conversations/{id}/feedback")
    HttpResponse<?> feedback(@PathVariable String id,
            @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Body WebJson.Feedback body) {
        Visitors.Visitor visitor = visitors.authorize(id, authorization);
        String turnId = body.turnId();
        Boolean helpful = body.helpful();
        if (turnId == null || helpful == null) {
            throw badRequest("turnId and helpful are needed");
        }
        String comment = body.comment();
        if (comment != null && comment.length() > settings.maxMessageCharacters()) {
            throw new HttpStatusException(HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "comment is longer than " + settings.maxMessageCharacters() + " characters");
        }
        return withoutContent(channel.accept(new InboundEvent.Feedback(newDeliveryId(id), visitor.ref(),
                visitor.sender(), clock.instant(), visitor.locale(), turnId, helpful, comment)));
    }

    /** What was not stored, because of a limit for example, must not look as if it was. */
    private static HttpResponse<?> withoutContent(HttpResponse<?> accepted) {
        return accepted.code() == HttpStatus.ACCEPTED.getCode() ? HttpResponse.noContent() : accepted;
    }

    private HttpResponse<WebJson.Seq> choose(Visitors.Visitor visitor, String choiceId,
            @Nullable String clientMessageId) {
        String id = visitor.ref().conversationKey();
        if (clientMessageId != null) {
            checkClientMessageId(clientMessageId);
        }
        return channel.accept(new InboundEvent.Choice(
                clientMessageId == null ? newDeliveryId(id) : id + ":press:" + clientMessageId, visitor.ref(),
                visitor.sender(), clock.instant(), visitor.locale(), choiceId));
    }

    private static void checkClientMessageId(@Nullable String clientMessageId) {
        if (clientMessageId == null || !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw badRequest("clientMessageId must be 1 to 100 letters, digits or any of . _ : -");
        }
    }

    private static String newDeliveryId(String conversationId) {
        return conversationId + ":" + UUID.randomUUID();
    }

    private static HttpStatusException badRequest(String message) {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, message);
    }
}
