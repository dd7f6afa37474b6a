package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus.State;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.Pace;
import dev.parley.connectors.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/** Sends messages, at Telegram's pace, and says what became of each. Thread-safe. */
final class TelegramSender {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LONG_RETRY = Duration.ofSeconds(30);
    /** What Telegram says to a change that was made before. */
    private static final Pattern IS_SO_ALREADY = Pattern
            .compile("message is not modified|message to delete not found");

    private final TelegramApi api;
    private final ChannelHost host;
    private final ChannelHealth health;
    /**
     * Telegram's own words (Bots FAQ): about one message a second in a chat, though short bursts pass; 20 a minute in a
     * group; 30 a second in all.
     */
    private final Pace<Long> pace = new Pace<>(
            // Together never more than 20 in any minute.
            chat -> chat < 0 ? Pace.bucket(5, 15, Duration.ofMinutes(1)) : Pace.bucket(4, 1, Duration.ofSeconds(1)),
            Pace.bucket(30, 30, Duration.ofSeconds(1)));
    private final TelegramMessages messages;
    /** Groups that became supergroups, until their conversation is known by the new name. */
    private final Map<Long, Long> moved = new ConcurrentHashMap<>();

    TelegramSender(TelegramApi api, ChannelHost host, ChannelHealth health, TelegramMessages messages) {
        this.api = api;
        this.host = host;
        this.health = health;
        this.messages = messages;
    }

    /** Whether Telegram wants to be left alone. */
    boolean isSilent() {
        return pace.isSilent();
    }

    TelegramMessages messages() {
        return messages;
    }

    SendResult send(Outbound.Post post) {
        SendMessage message;
        try {
            message = messages.line(post.ref(), post.event());
        } catch (IllegalArgumentException e) {
            return new SendResult.Rejected(e.getMessage() == null ? "no message" : e.getMessage());
        }
        return send(post.ref(), message);
    }

    SendResult send(Outbound.PostFile file) {
        return send(file.ref(), chat -> {
            // Anew each time: a stream is read once.
            SendDocument document = messages.file(file.ref(), file.event(), file.content().get());
            document.setChatId(String.valueOf(chat));
            return api.send(document).getMessageId();
        });
    }

    SendResult send(Outbound.Change change) {
        SendMessage message = messages.line(change.ref(), change.event());
        return amended(change.ref(), change.externalId(), chat -> api.call(EditMessageText.builder().chatId(chat)
                .messageId(Integer.parseInt(change.externalId())).text(message.getText())
                .entities(message.getEntities())
                .linkPreviewOptions(message.getLinkPreviewOptions()).build()));
    }

    SendResult send(Outbound.Removal removal) {
        return amended(removal.ref(), removal.externalId(), chat -> api.call(DeleteMessage.builder().chatId(chat)
                .messageId(Integer.parseInt(removal.externalId())).build()));
    }

    private SendResult amended(ConversationRef ref, String externalId, LongConsumer call) {
        return send(ref, chat -> {
            try {
                call.accept(chat);
            } catch (TelegramException e) {
                if (e.code != 400 || !IS_SO_ALREADY.matcher(String.valueOf(e.getMessage())).find()) {
                    throw e;
                }
            }
            return Integer.valueOf(externalId);
        });
    }

    SendResult send(ConversationRef ref, SendMessage message) {
        return message.getText().isBlank()
                ? new SendResult.Rejected("Telegram takes no empty message")
                : send(ref, chat -> {
                    message.setChatId(String.valueOf(chat));
                    return api.call(message).getMessageId();
                });
    }

    /** @param call sends something to a chat, and returns the message's id */
    private SendResult send(ConversationRef ref, LongFunction<Integer> call) {
        long chat = TelegramPlace.of(ref).chatId();
        Optional<Duration> wait = pace.findWait(chat);
        if (wait.isPresent()) {
            return new SendResult.Retryable(wait.get());
        }
        try {
            return new SendResult.Delivered(String.valueOf(call.apply(moved.getOrDefault(chat, chat))));
        } catch (TelegramException e) {
            return refused(ref, call, chat, e);
        }
    }

    private SendResult refused(ConversationRef ref, LongFunction<Integer> call, long chat, TelegramException e) {
        if (e.migratedTo != null && !e.migratedTo.equals(moved.put(chat, e.migratedTo))) {
            accept(new InboundEvent.Moved("moved:" + chat, ref, TelegramChannel.ID + ":" + chat, Instant.EPOCH, null,
                    String.valueOf(e.migratedTo)));
            return send(ref, call);
        }
        if (e.code == 429) {
            Duration silence = e.retryAfter == null ? RETRY : Duration.ofSeconds(e.retryAfter);
            pace.beSilent(silence);
            return new SendResult.Retryable(silence);
        }
        if (e.code == 403) {
            accept(new InboundEvent.Unreachable("unreachable:" + chat + ":" + System.nanoTime(), ref,
                    TelegramChannel.ID + ":" + chat, Instant.EPOCH, null,
                    "The customer can't be written to on Telegram: " + e.getMessage()));
            return new SendResult.Rejected(String.valueOf(e.getMessage()));
        }
        if (e.code == 400) {
            return new SendResult.Rejected(String.valueOf(e.getMessage()));
        }
        if (e.isUnauthorized()) {
            health.is(State.FAILING, "Telegram refuses the token: " + e.getMessage());
            api.readTokenAgain();
            return new SendResult.Retryable(LONG_RETRY);
        }
        health.failed("a message was not taken: " + e.getMessage());
        return new SendResult.Retryable(RETRY, e.isUnknown());
    }

    /** What is told to people beside a send must not change what became of the send. */
    private void accept(InboundEvent event) {
        try {
            host.accept(event);
        } catch (RuntimeException e) {
            health.failed("not stored: " + e.getClass().getSimpleName());
        }
    }
}
