package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.SendResult;
import java.util.function.Consumer;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;

/**
 * What the channel does by itself: says hello, offers languages, asks before it forgets, shows that an answer is coming, and
 * lets a pressed button come up again. Answering does not need it, so it may fail without harm. Thread-safe.
 */
final class TelegramReactions implements Consumer<TelegramDecoder.Meaning> {

    /** It is in no outbox, so it can't be tried for ever. */
    private static final int ATTEMPTS = 5;

    private final TelegramApi api;
    private final ChannelHost host;
    private final TelegramSender sender;
    private final ChannelHealth health;

    TelegramReactions(TelegramApi api, ChannelHost host, TelegramSender sender, ChannelHealth health) {
        this.api = api;
        this.host = host;
        this.sender = sender;
        this.health = health;
    }

    /** Returns at once. */
    @Override
    public void accept(TelegramDecoder.Meaning meaning) {
        if (meaning.command() != null || meaning.pressedId() != null) {
            Thread.ofVirtual().name("telegram-reaction").start(() -> react(meaning));
        } else if (meaning.event() instanceof InboundEvent.Message message && !sender.isSilent()) {
            Thread.ofVirtual().name("telegram-typing").start(() -> showTyping(message.ref()));
        }
    }

    /** While a person has the conversation nobody knows whether they type. */
    private void showTyping(ConversationRef ref) {
        try {
            if (!host.isWithPerson(ref)) {
                TelegramPlace place = TelegramPlace.of(ref);
                harmlessly(SendChatAction.builder().chatId(place.chatId()).messageThreadId(place.topic())
                        .action("typing").build());
            }
        } catch (RuntimeException e) {
            health.failed("a courtesy was not delivered: " + e.getMessage());
        }
    }

    /** What nobody misses if it fails: a press that is too old can't be answered, for example. */
    private void harmlessly(BotApiMethod<?> method) {
        try {
            api.call(method);
        } catch (TelegramException e) {
            health.failed("a courtesy was refused: " + e.getMessage());
        }
    }

    private void react(TelegramDecoder.Meaning meaning) {
        try {
            if (meaning.pressedId() != null) {
                harmlessly(answer(meaning));
            }
            ConversationRef ref = meaning.ref();
            if (ref == null) {
                return;
            }
            BrandProfile profile = host.profile(ref, meaning.locale());
            if (meaning.command() != null) {
                send(ref, switch (meaning.command()) {
                    case START -> sender.messages().greeting(ref, profile);
                    case LANGUAGE -> sender.messages().languages(ref, profile);
                    case FORGET -> sender.messages().forgetQuestion(ref, profile);
                });
            } else if (meaning.event() instanceof InboundEvent.Forget) {
                send(ref, sender.messages().plain(ref, profile.commands().forgotten()));
            } else if (meaning.event() instanceof InboundEvent.LanguageChosen chosen) {
                send(ref, sender.messages().plain(ref, host.profile(TelegramChannel.ID, chosen.locale()).greeting()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            health.failed("a courtesy was not delivered: " + e.getMessage());
        }
    }

    /** Telegram shows a spinner on the button until this comes. */
    private static AnswerCallbackQuery answer(TelegramDecoder.Meaning meaning) {
        AnswerCallbackQuery.AnswerCallbackQueryBuilder<?, ?> answer = AnswerCallbackQuery.builder()
                .callbackQueryId(String.valueOf(meaning.pressedId()));
        return (meaning.event() instanceof InboundEvent.Feedback feedback
                ? answer.text(feedback.helpful() ? "👍" : "👎")
                : answer).build();
    }

    private void send(ConversationRef ref, SendMessage message) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (sender.send(ref, message)) {
                case SendResult.Delivered delivered -> {
                    return;
                }
                case SendResult.Retryable later -> Thread.sleep(later.after());
                case SendResult.Rejected rejected -> {
                    health.failed("a courtesy was refused: " + rejected.why());
                    return;
                }
            }
        }
        health.failed("a courtesy was not delivered");
    }
}
