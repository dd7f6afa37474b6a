package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ConversationRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Where a conversation is: a private chat, or one member's part of a group, in a topic where the group has some. Pure.
 *
 * @param chatId negative for groups
 * @param topic the group's topic, or null
 */
record TelegramPlace(long chatId, @Nullable Integer topic) {

    private static final Pattern THREAD = Pattern.compile("u\\d+(?:\\.t(\\d+))?");

    static ConversationRef ref(Message message, long userId) {
        String chat = String.valueOf(message.getChatId());
        if (message.getChat().isUserChat()) {
            return new ConversationRef(TelegramChannel.ID, chat, null);
        }
        Integer topic = Boolean.TRUE.equals(message.getIsTopicMessage()) ? message.getMessageThreadId() : null;
        return new ConversationRef(TelegramChannel.ID, chat, "u" + userId + (topic == null ? "" : ".t" + topic));
    }

    /** @throws IllegalArgumentException when the reference is none of ours */
    static TelegramPlace of(ConversationRef ref) {
        Matcher thread = THREAD.matcher(ref.threadKey() == null ? "u0" : ref.threadKey());
        if (!ref.conversationKey().matches("-?\\d{1,18}") || !thread.matches()) {
            throw new IllegalArgumentException("no place on Telegram: " + ref.conversationKey());
        }
        String topic = thread.group(1);
        return new TelegramPlace(Long.parseLong(ref.conversationKey()),
                topic == null ? null : Integer.valueOf(topic));
    }

    boolean isGroup() {
        return chatId < 0;
    }
}
