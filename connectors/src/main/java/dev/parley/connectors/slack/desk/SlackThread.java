package dev.parley.connectors.slack.desk;

import com.slack.api.model.Message;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackPages;
import java.util.Map;
import java.util.Set;

/** What stands below a card. */
final class SlackThread {

    private static final String LINES = "parley_lines";
    private static final String LAST = "last";
    /** Slack's answer of a message that was deleted. */
    static final String IS_GONE = "message_not_found";
    /** Slack's answers where there is nothing to delete, or it is not ours. */
    private static final Set<String> NOTHING_TO_DO = Set.of(IS_GONE, "cant_delete_message",
            "file_not_found",
            "file_deleted", "cant_delete_file");

    private SlackThread() {}

    /**
     * Deletes what apps wrote below a card, with its files; of another app's Slack refuses it. Again from the beginning after
     * a failure: what is deleted is not found any more.
     */
    static void deleteOwn(SlackApi api, String channel, String cardId) {
        for (Message message : SlackPages.thread(api, channel, cardId, null)) {
            if (message.getBotId() != null && !cardId.equals(message.getTs())) {
                delete(api, channel, message);
            }
        }
    }

    /** Says of a message which line is whole by its end. */
    static Message.Metadata mark(long last) {
        return new Message.Metadata(LINES, Map.of(LAST, String.valueOf(last)));
    }

    /** The number of the last line that stands below a card; 0: none does. */
    static long findLast(SlackApi api, String channel, String cardId) {
        long last = 0;
        for (Message message : SlackPages.thread(api, channel, cardId, null)) {
            Message.Metadata mark = message.getMetadata();
            if (mark != null && LINES.equals(mark.getEventType()) && mark.getEventPayload() != null) {
                last = Math.max(last, Long.parseLong(String.valueOf(mark.getEventPayload().get(LAST))));
            }
        }
        return last;
    }

    private static void delete(SlackApi api, String channel, Message message) {
        if (message.getFiles() != null) {
            message.getFiles().forEach(file -> unlessDone(
                    () -> api.call(methods -> methods.filesDelete(request -> request.file(file.getId())))));
        }
        unlessDone(() -> api
                .call(methods -> methods.chatDelete(request -> request.channel(channel).ts(message.getTs()))));
    }

    private static void unlessDone(Runnable call) {
        try {
            call.run();
        } catch (SlackException e) {
            if (!NOTHING_TO_DO.contains(e.error())) {
                throw e;
            }
        }
    }
}
