package dev.parley.gateway.delivery;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.attachment.StoredAttachment;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.LineSender;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives each line to the channel of its conversation. Thread-safe. */
@Singleton
final class ChannelSender implements LineSender {

    private static final Duration COMING = Duration.ofMillis(500);

    private final Map<String, Channel> channels;
    private final Attachments attachments;

    ChannelSender(List<Channel> channels, Attachments attachments) {
        this.attachments = attachments;
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
        if (line.attachmentId() != null) {
            return sendFile(channel, conversation, event, line.attachmentId(), again);
        }
        return channel.send(new Outbound.Post(conversation.ref(), event.answer() == null
                ? event
                : event.with(Fit.into(event.rich(), channel.capabilities().maxTextCharacters())), again));
    }

    @Override
    public boolean changes(Conversation conversation) {
        Channel channel = channels.get(conversation.channel());
        return channel != null && channel.capabilities().changes();
    }

    @Override
    public SendResult change(Conversation conversation, Line line, String externalId) {
        return amend(conversation, new Outbound.Change(conversation.ref(), Events.of(line), externalId));
    }

    @Override
    public SendResult remove(Conversation conversation, String externalId) {
        return amend(conversation, new Outbound.Removal(conversation.ref(), externalId));
    }

    private SendResult amend(Conversation conversation, Outbound amendment) {
        Channel channel = channels.get(conversation.channel());
        return channel == null
                ? new SendResult.Rejected("no channel '" + conversation.channel() + "' is installed")
                : channel.send(amendment);
    }

    private SendResult sendFile(Channel channel, Conversation conversation, ConversationEvent event, String id,
            boolean again) {
        StoredAttachment file = attachments.find(id).orElse(null);
        if (file == null) {
            return new SendResult.Rejected("the file is gone");
        }
        long max = channel.capabilities().maxFileBytes();
        return switch (file.state()) {
            case COMING -> new SendResult.Retryable(COMING);
            case REFUSED -> new SendResult.Rejected(file.name() + " was not sent: " + file.problem() + ".");
            case READY -> file.bytes() > max
                    ? new SendResult.Rejected(file.name() + " was not sent: " + conversation.channel()
                            + (max == 0 ? " takes no files." : " takes files of up to " + max / 1_000_000 + " MB."))
                    : channel.send(new Outbound.PostFile(conversation.ref(), event.with(file.shown()),
                            () -> attachments.read(file), again));
        };
    }
}
