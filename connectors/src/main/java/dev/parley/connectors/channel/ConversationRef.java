package dev.parley.connectors.channel;

import org.jspecify.annotations.Nullable;

/**
 * Names a conversation on its platform; serialisable, never a live object.
 *
 * @param channelId the channel's {@link Channel#id}
 * @param conversationKey the platform's name for it, at most 200 characters
 * @param threadKey a thread in it, at most 200 characters; null where the platform has none
 */
public record ConversationRef(String channelId, String conversationKey, @Nullable String threadKey) {}
