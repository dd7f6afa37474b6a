package dev.parley.gateway.delivery;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.LineSender;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives each line to the channel of its conversation. Thread-safe. */
@Singleton
final class ChannelSender implements LineSender {

    private final Map<String, Channel> channels;

    ChannelSender(List<Channel> channels) {
        this.channels = channels.stream().collect(Collectors.toMap(Channel::id, Function.identity()));
    }

    @Override
    public ChannelCapabilities.Resending resending(Conversation conversation) {
        Channel channel = channels.get(conversation.channel());
        return channel == null
                ? ChannelCapabilities.Resending.SHOWN_ONCE
                : channel.capabilities().resending();
    }

    @Override
    public int maxCharacters(Conversation conversation) {
        Channel channel = channels.get(conversation.channel());
        return channel == null ? Integer.MAX_VALUE : channel.capabilities().maxTextCharacters();
    }

    @Override
    public SendResult send(Conversation conversation, Line line, boolean again) {
        Channel channel = channels.get(conversation.channel());
        if (channel == null) {
            return new SendResult.Rejected("no channel '" + conversation.channel() + "' is installed");
        }
        ConversationEvent event = Events.of(line);
        return channel.send(new Outbound.Post(conversation.ref(), event.answer() == null
                ? event
                : event.with(Fit.into(event.rich(), channel.capabilities().maxTextCharacters())), again));
    }
}
