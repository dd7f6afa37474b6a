package dev.parley.connectors.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Telegram delivers, if it is to. It delivers a chat's updates one after the other, and again what was not answered
 * with 2xx: so that is said only to what is stored, and to what nobody can read.
 */
@Hidden
@Controller(TelegramChannel.WEBHOOK_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelegramWebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramWebhookController.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TelegramChannel channel;

    TelegramWebhookController(TelegramChannel channel) {
        this.channel = channel;
    }

    @Post
    HttpResponse<?> receive(@Nullable @Header("X-Telegram-Bot-Api-Secret-Token") String secret, @Body byte[] body) {
        if (!channel.usesWebhook()) {
            return HttpResponse.notFound();
        }
        Optional<TelegramReceiver> receiver = channel.findReceiver(secret);
        if (receiver.isEmpty()) {
            return HttpResponse.unauthorized();
        }
        try {
            JsonNode update = JSON.readTree(body);
            if (!update.isObject()) {
                return HttpResponse.badRequest();
            }
            receiver.get().receive(update);
            channel.received();
            return HttpResponse.ok();
        } catch (JsonProcessingException e) {
            return HttpResponse.badRequest();
        } catch (java.io.IOException | RuntimeException e) {
            LOG.error("an update of Telegram could not be stored; it comes again", e);
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }
}
