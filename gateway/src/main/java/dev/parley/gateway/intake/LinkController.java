package dev.parley.gateway.intake;

import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Details;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short keys for links to a messenger: what is known about where the customer comes from does not fit into the link. */
@Tag(name = "Channels")
@Controller("/api/v1/links")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkController {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int CHARACTERS = 10;
    private static final String NAMES = "[A-Za-z][A-Za-z0-9_]{0,39}";

    private final LinkRepository links;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LinkController(LinkRepository links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Operation(summary = "Make a short key, for example for https://t.me/YOUR_BOT?start=KEY: whoever comes by it, agents see the"
            + " page and campaign")
    @Post
    @Status(HttpStatus.CREATED)
    Link create(@Body Request request) {
        Map<String, String> fields = request.fields();
        if (fields == null || fields.isEmpty() || fields.size() > InboundEvent.Details.MAX_FIELDS
                || fields.entrySet().stream().anyMatch(field -> !field.getKey().matches(NAMES)
                        || field.getValue().isBlank()
                        || field.getValue().length() > InboundEvent.Details.MAX_CHARACTERS)) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "fields must have 1 to "
                    + InboundEvent.Details.MAX_FIELDS
                    + " entries, for example {\"page\": \"https://shop.example.com/lamps\","
                    + " \"campaign\": \"autumn\"}");
        }
        String details = Details.toJson(fields);
        String key = key();
        while (links.insertIfAbsent(key, details, clock.instant()) == 0) {
            key = key();
        }
        return new Link(key);
    }

    private String key() {
        return random.ints(CHARACTERS, 0, ALPHABET.length()).mapToObj(at -> ALPHABET.substring(at, at + 1))
                .reduce("", String::concat);
    }

    @Introspected
    @Schema(name = "LinkRequest")
    record Request(@Nullable Map<String, String> fields) {}

    @Introspected
    @Schema(name = "Link")
    record Link(String key) {}
}
