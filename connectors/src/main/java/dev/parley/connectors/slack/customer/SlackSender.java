package dev.parley.connectors.slack.customer;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends messages at Slack's pace, about one a second in a channel (Slack's rate limits; short bursts pass), and says what
 * became of each. Thread-safe.
 */
final class SlackSender {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LONG_RETRY = Duration.ofSeconds(30);
    private static final int BURST = 3;
    private static final int CHANNELS = 20_000;
    /** As many as a limited app may read in a thread at once. */
    private static final int LOOK_BACK = 15;

    private final SlackApi api;
    private final Consumer<String> failed;
    private final Map<String, Bucket> channels = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CHANNELS;
        }
    });
    private volatile long silentUntilNanos = System.nanoTime();

    /** @param failed is told of what went wrong; must not throw */
    SlackSender(SlackApi api, Consumer<String> failed) {
        this.api = api;
        this.failed = failed;
    }

    /** @param again whether Slack may have it already: then it is looked for first */
    SendResult send(ConversationRef ref, ChatPostMessageRequest message, boolean again) {
        long silence = silentUntilNanos - System.nanoTime();
        if (silence > 0) {
            return new SendResult.Retryable(Duration.ofNanos(silence));
        }
        ConsumptionProbe probe = channels.computeIfAbsent(ref.conversationKey(), each -> Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, Duration.ofSeconds(1))).build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return new SendResult.Retryable(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        try {
            Optional<String> known = again ? find(ref, message) : Optional.empty();
            return new SendResult.Delivered(
                    known.isPresent() ? known.get() : api.call(methods -> methods.chatPostMessage(message)).getTs());
        } catch (SlackException e) {
            return refused(e);
        }
    }

    private Optional<String> find(ConversationRef ref, ChatPostMessageRequest message) {
        String thread = ref.threadKey();
        List<Message> last = thread == null
                ? api.call(methods -> methods.conversationsHistory(request -> request.channel(ref.conversationKey())
                        .limit(LOOK_BACK).includeAllMetadata(true))).getMessages()
                : api.call(methods -> methods.conversationsReplies(request -> request.channel(ref.conversationKey())
                        .ts(thread).limit(1_000).includeAllMetadata(true))).getMessages();
        Message.Metadata mine = message.getMetadata();
        return last.stream().filter(each -> each.getMetadata() != null && each.getMetadata().getEventPayload() != null
                && mine.getEventType().equals(each.getMetadata().getEventType())
                && String.valueOf(mine.getEventPayload().get(SlackMessages.METADATA_SEQ)).equals(
                        String.valueOf(each.getMetadata().getEventPayload().get(SlackMessages.METADATA_SEQ))))
                .map(Message::getTs).findFirst();
    }

    private SendResult refused(SlackException e) {
        failed.accept("a message was not taken: " + e.getMessage());
        Duration after = e.retryAfter();
        if (after != null) {
            silentUntilNanos = System.nanoTime() + after.toNanos();
            return new SendResult.Retryable(after);
        }
        if (e.isUnauthorized()) {
            return new SendResult.Retryable(LONG_RETRY);
        }
        return e.isPassing()
                ? new SendResult.Retryable(RETRY, e.isUnknown())
                : new SendResult.Rejected(String.valueOf(e.getMessage()));
    }
}
