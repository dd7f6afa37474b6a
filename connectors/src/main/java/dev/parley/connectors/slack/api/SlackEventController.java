package dev.parley.connectors.slack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Slack delivers over HTTP, if it is to: events, interactions and commands, all signed. It must be answered within
 * three seconds, and delivers again what was not answered with 2xx.
 */
@Hidden
@Controller("/slack/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SlackEventController {

    private static final Logger LOG = LoggerFactory.getLogger(SlackEventController.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SlackHub hub;

    SlackEventController(SlackHub hub) {
        this.hub = hub;
    }

    @Post
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    HttpResponse<?> receive(HttpRequest<?> request, @Body byte[] body) {
        if (!hub.takesHttp()) {
            return HttpResponse.notFound();
        }
        HttpHeaders headers = request.getHeaders();
        Optional<SlackListener> listener = hub.findListener(body, headers.getAll("X-Slack-Request-Timestamp"),
                headers.getAll("X-Slack-Signature"));
        if (listener.isEmpty()) {
            return HttpResponse.unauthorized();
        }
        try {
            SlackPayload payload = read(request, body);
            if (payload.body().path("type").asText().equals("url_verification")) {
                return HttpResponse.ok(Map.of("challenge", payload.body().path("challenge").asText()));
            }
            listener.get().receive(payload);
            return HttpResponse.ok();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return HttpResponse.badRequest();
        } catch (IOException | RuntimeException e) {
            LOG.error("a delivery of Slack could not be stored; it comes again", e);
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private static SlackPayload read(HttpRequest<?> request, byte[] body) throws IOException {
        boolean form = request.getContentType()
                .filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE)).isPresent();
        if (!form) {
            return new SlackPayload(SlackPayload.Kind.EVENT, object(JSON.readTree(body)));
        }
        ObjectNode fields = JSON.createObjectNode();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields.has("payload")
                ? new SlackPayload(SlackPayload.Kind.INTERACTION,
                        object(JSON.readTree(fields.path("payload").asText())))
                : new SlackPayload(SlackPayload.Kind.COMMAND, fields);
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no object");
        }
        return node;
    }
}
