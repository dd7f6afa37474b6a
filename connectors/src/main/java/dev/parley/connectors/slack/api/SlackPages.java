package dev.parley.connectors.slack.api;

import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands in a channel or a thread, with its metadata, however little Slack gives at once. Stateless. */
public final class SlackPages {

    /** Asked for at once. Apps that Slack limits (its rate limits of 2025, outside the marketplace) get 15 of them. */
    private static final int PAGE = 200;

    private SlackPages() {}

    private record Page(@Nullable List<Message> messages, @Nullable ResponseMetadata more) {}

    /**
     * The card of a thread and what stands below it, the oldest first.
     *
     * @param oldest what is not older, in Slack's notation; null: all
     * @throws SlackException when a page is refused or not answered
     */
    public static List<Message> thread(SlackApi api, String channel, String card, @Nullable String oldest) {
        return read(Integer.MAX_VALUE, cursor -> {
            ConversationsRepliesResponse page = api.call(methods -> methods.conversationsReplies(request -> request
                    .channel(channel).ts(card).oldest(oldest).limit(PAGE).cursor(cursor).includeAllMetadata(true)));
            return new Page(page.getMessages(), page.getResponseMetadata());
        });
    }

    /**
     * What stands in a channel outside of threads, the newest first.
     *
     * @param most after so many no further page is asked for
     * @throws SlackException when a page is refused or not answered
     */
    public static List<Message> channel(SlackApi api, String channel, @Nullable String oldest, int most) {
        return read(most, cursor -> {
            ConversationsHistoryResponse page = api.call(methods -> methods.conversationsHistory(request -> request
                    .channel(channel).oldest(oldest).limit(Math.min(PAGE, most)).cursor(cursor)
                    .includeAllMetadata(true)));
            return new Page(page.getMessages(), page.getResponseMetadata());
        });
    }

    private static List<Message> read(int most, Function<@Nullable String, Page> call) {
        List<Message> messages = new ArrayList<>();
        String cursor = null;
        do {
            Page page = call.apply(cursor);
            messages.addAll(page.messages() == null ? List.of() : page.messages());
            cursor = page.more() == null ? null : page.more().getNextCursor();
        } while (cursor != null && !cursor.isEmpty() && messages.size() < most);
        return messages;
    }
}
