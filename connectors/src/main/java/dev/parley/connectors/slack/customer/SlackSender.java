package dev.parley.connectors.slack.customer;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.Pace;
import dev.parley.connectors.channel.RichText;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackPages;
import dev.parley.connectors.slack.api.SlackText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sends messages at Slack's pace, about one a second in a channel (Slack's rate limits; short bursts pass), and says what
 * became of each. Thread-safe.
 */
final class SlackSender {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LONG_RETRY = Duration.ofSeconds(30);
    private static final int BURST = 3;
    /** What Slack says of a message that was taken away. */
    private static final String IS_GONE = "message_not_found";
    /** What was sent before an answer was lost is among so many of a channel's last messages. Chosen, not measured. */
    private static final int LOOK_BACK = 100;

    private final SlackApi api;
    private final Consumer<String> failed;
    private final Pace<String> pace = new Pace<>(channel -> Pace.bucket(BURST, 1, Duration.ofSeconds(1)));

    /** @param failed is told of what went wrong; must not throw */
    SlackSender(SlackApi api, Consumer<String> failed) {
        this.api = api;
        this.failed = failed;
    }

    /** @param again whether Slack may have it already: then it is looked for first */
    SendResult send(ConversationRef ref, ChatPostMessageRequest message, boolean again) {
        Optional<Duration> wait = pace.findWait(ref.conversationKey());
        if (wait.isPresent()) {
            return new SendResult.Retryable(wait.get());
        }
        try {
            Optional<String> known = again ? find(ref, message) : Optional.empty();
            return new SendResult.Delivered(
                    known.isPresent() ? known.get() : api.call(methods -> methods.chatPostMessage(message)).getTs());
        } catch (SlackException e) {
            return refused(e);
        }
    }

    /** Shows one person something that nobody else sees, and that may be missed. Returns at once. */
    void whisper(ConversationRef ref, String user, String words) {
        Thread.ofVirtual().name("slack-whisper").start(() -> {
            try {
                api.call(methods -> methods.chatPostEphemeral(request -> request.channel(ref.conversationKey())
                        .user(user).threadTs(ref.threadKey()).text(SlackText.escape(words))));
            } catch (SlackException e) {
                failed.accept("a courtesy was not delivered: " + e.getMessage());
            }
        });
    }

    SendResult change(ConversationRef ref, ChatPostMessageRequest message, String ts) {
        return amend(ref, ts, () -> api.call(methods -> methods.chatUpdate(request -> request
                .channel(ref.conversationKey()).ts(ts).text(message.getText()).blocks(message.getBlocks()))));
    }

    SendResult remove(ConversationRef ref, String ts) {
        return amend(ref, ts, () -> api
                .call(methods -> methods.chatDelete(request -> request.channel(ref.conversationKey()).ts(ts))));
    }

    private SendResult amend(ConversationRef ref, String ts, Runnable call) {
        Optional<Duration> wait = pace.findWait(ref.conversationKey());
        if (wait.isPresent()) {
            return new SendResult.Retryable(wait.get());
        }
        try {
            call.run();
        } catch (SlackException e) {
            if (!e.error().equals(IS_GONE)) {
                return refused(e);
            }
        }
        return new SendResult.Delivered(ts);
    }

    /** A file is shared without metadata: if Slack may have it already, one of the same name and size that came later is it. */
    SendResult send(Outbound.PostFile file) {
        ConversationRef ref = file.ref();
        Optional<Duration> wait = pace.findWait(ref.conversationKey());
        if (wait.isPresent()) {
            return new SendResult.Retryable(wait.get());
        }
        Attachment attachment = Objects.requireNonNull(file.event().file());
        try {
            if (!file.again() || !isShared(ref, attachment, file.event().at())) {
                String agent = file.event().agentName();
                SlackFiles.share(api, ref.conversationKey(), ref.threadKey(), attachment.name(), file.content().get(),
                        agent == null ? List.of() : List.of(SlackText
                                .block(RichText.plain(agent), UnaryOperator.identity())));
            }
            return new SendResult.Delivered("");
        } catch (SlackException e) {
            return refused(e);
        }
    }

    private boolean isShared(ConversationRef ref, Attachment attachment, Instant since) {
        return read(ref).stream().filter(message -> message.getFiles() != null && message.getBotId() != null
                && new BigDecimal(message.getTs()).longValue() >= since.getEpochSecond())
                .flatMap(message -> message.getFiles().stream())
                .anyMatch(shared -> attachment.name().equals(shared.getName()) && shared.getSize() != null
                        && attachment.bytes() == shared.getSize());
    }

    private Optional<String> find(ConversationRef ref, ChatPostMessageRequest message) {
        Message.Metadata mine = message.getMetadata();
        return read(ref)
                .stream().filter(each -> each.getMetadata() != null && each.getMetadata().getEventPayload() != null
                        && mine.getEventType().equals(each.getMetadata().getEventType())
                        && String.valueOf(mine.getEventPayload().get(SlackMessages.METADATA_SEQ)).equals(
                                String.valueOf(each.getMetadata().getEventPayload().get(SlackMessages.METADATA_SEQ))))
                .map(Message::getTs).findFirst();
    }

    private List<Message> read(ConversationRef ref) {
        String thread = ref.threadKey();
        return thread == null
                ? SlackPages.channel(api, ref.conversationKey(), null, LOOK_BACK)
                : SlackPages.thread(api, ref.conversationKey(), thread, null);
    }

    private SendResult refused(SlackException e) {
        failed.accept("a message was not taken: " + e.getMessage());
        Duration after = e.retryAfter();
        if (after != null) {
            pace.beSilent(after);
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
