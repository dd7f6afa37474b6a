package dev.parley.connectors.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.InboundEvent;
import java.util.function.Consumer;
import org.telegram.telegrambots.meta.api.objects.Update;

/** Takes one update in, whether it was polled or came by webhook. Thread-safe. */
final class TelegramReceiver {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelHost host;
    private final TelegramDecoder decoder;
    private final Consumer<TelegramDecoder.Meaning> reactions;

    /** @param reactions what the channel itself does about it; must not throw */
    TelegramReceiver(ChannelHost host, TelegramDecoder decoder, Consumer<TelegramDecoder.Meaning> reactions) {
        this.host = host;
        this.decoder = decoder;
        this.reactions = reactions;
    }

    /**
     * Durable when it returns; then Telegram may be told so.
     *
     * @throws RuntimeException when it could not be stored: Telegram must deliver it again
     */
    void receive(JsonNode update) {
        receive(update, host);
    }

    /**
     * As {@link #receive(JsonNode)}.
     *
     * @param keeper stores what it says
     */
    void receive(JsonNode update, ChannelHost keeper) {
        TelegramDecoder.Meaning meaning;
        try {
            meaning = decoder.decode(JSON.treeToValue(update, Update.class));
        } catch (JsonProcessingException | RuntimeException e) {
            keeper.keepUnreadable(TelegramChannel.ID, "update:" + update.path("update_id").asText("none"),
                    update.toString(), e.getClass().getSimpleName());
            return;
        }
        boolean isTaken = true;
        boolean isKnown = true;
        for (InboundEvent event : meaning.events()) {
            Acceptance acceptance = keeper.accept(event);
            if (acceptance instanceof Acceptance.Limited) {
                // To hold it back would hold all others back, too.
                keeper.keepUnreadable(TelegramChannel.ID, event.deliveryId(), update.toString(),
                        "its sender, or the channel, wrote more than the limits allow");
                isTaken = false;
            }
            isKnown &= !(event instanceof InboundEvent.Feedback && acceptance instanceof Acceptance.Unknown);
        }
        if (isTaken) {
            // Whoever rates what was said to somebody else, in a group, must not see that it counted.
            reactions.accept(isKnown ? meaning : meaning.withoutEvents());
        }
    }
}
