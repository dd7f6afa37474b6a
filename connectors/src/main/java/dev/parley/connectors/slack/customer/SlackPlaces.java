package dev.parley.connectors.slack.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.connectors.channel.ConversationRef;
import org.jspecify.annotations.Nullable;

/** Where a conversation is: a direct message, or a thread. Pure. */
final class SlackPlaces {

    private SlackPlaces() {}

    /** In a channel each message to the bot begins a thread, in which it is answered; a direct message is one place. */
    static ConversationRef ref(String channel, String ts, @Nullable String threadTs) {
        String thread = threadTs != null ? threadTs : isDirect(channel) ? null : ts;
        return new ConversationRef(SlackChannel.ID, channel, thread);
    }

    static boolean isDirect(String channel) {
        return channel.startsWith("D");
    }

    static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }
}
