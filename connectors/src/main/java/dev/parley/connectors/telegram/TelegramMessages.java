package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;

/** From lines to messages: plain text with entities, never a markup that could be wrong or injected. Pure. */
final class TelegramMessages {

    private final @Nullable String publicUrl;

    /** @param publicUrl how customers reach this server; null when they can't */
    TelegramMessages(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    SendMessage line(ConversationRef ref, ConversationEvent event) {
        TelegramText text = new TelegramText(this::absolute);
        switch (event.type()) {
            case AGENT -> text.addName(event.agentName() == null ? "" : event.agentName()).add(event.rich());
            case NOTICE -> text.addEmphasis(event.text());
            case BOT, CUSTOMER -> text.add(event.rich());
        }
        ConversationEvent.AnswerLink answer = event.answer();
        if (answer != null && answer.url() != null && absolute(answer.url()).startsWith("http")) {
            text.addLink(answer.title(), answer.url());
        } else if (answer != null) {
            text.addEmphasis(answer.title());
        }
        List<InlineKeyboardRow> rows = new ArrayList<>();
        event.choices().forEach(choice -> rows
                .add(new InlineKeyboardRow(button(choice.label(), new TelegramButton.Pick(choice.id())))));
        if (answer != null) {
            rows.add(new InlineKeyboardRow(button("👍", new TelegramButton.Judge(answer.turnId(), true)),
                    button("👎", new TelegramButton.Judge(answer.turnId(), false))));
        }
        return message(ref, text, rows.isEmpty() ? null : new InlineKeyboardMarkup(rows));
    }

    /** A document: photos would be made smaller, and are not taken in every shape. */
    SendDocument file(ConversationRef ref, ConversationEvent event, byte[] content) {
        TelegramPlace place = TelegramPlace.of(ref);
        String name = event.file() == null ? "file" : event.file().name();
        SendDocument.SendDocumentBuilder<?, ?> document = SendDocument.builder().chatId(place.chatId())
                .document(new InputFile(new ByteArrayInputStream(content), name));
        if (event.agentName() != null) {
            document.caption(event.agentName());
        }
        if (place.topic() != null) {
            document.messageThreadId(place.topic());
        }
        return document.build();
    }

    SendMessage greeting(ConversationRef ref, BrandProfile profile) {
        TelegramText text = new TelegramText(this::absolute);
        text.addPlain(profile.greeting()).addEmphasis(profile.disclosure());
        if (profile.suggestions().isEmpty() || TelegramPlace.of(ref).isGroup()) {
            return message(ref, text, null);
        }
        List<KeyboardRow> rows = profile.suggestions().stream().map(KeyboardRow::new).toList();
        return message(ref, text, ReplyKeyboardMarkup.builder().keyboard(rows).oneTimeKeyboard(true)
                .resizeKeyboard(true).build());
    }

    SendMessage languages(ConversationRef ref, BrandProfile profile) {
        List<InlineKeyboardRow> rows = profile.languages().stream()
                .map(code -> new InlineKeyboardRow(button(Locale.of(code).getDisplayLanguage(Locale.of(code)),
                        new TelegramButton.Language(code))))
                .collect(Collectors.toCollection(ArrayList::new));
        return message(ref, new TelegramText(this::absolute).addPlain("🌐 " + profile.commands().language()),
                new InlineKeyboardMarkup(rows));
    }

    SendMessage forgetQuestion(ConversationRef ref, BrandProfile profile) {
        return message(ref, new TelegramText(this::absolute).addPlain(profile.commands().forgetQuestion()),
                new InlineKeyboardMarkup(List.of(new InlineKeyboardRow(
                        button(profile.commands().forgetYes(), new TelegramButton.Forget())))));
    }

    SendMessage plain(ConversationRef ref, String words) {
        return message(ref, new TelegramText(this::absolute).addPlain(words), null);
    }

    private static SendMessage message(ConversationRef ref, TelegramText text, @Nullable ReplyKeyboard keyboard) {
        TelegramPlace place = TelegramPlace.of(ref);
        SendMessage.SendMessageBuilder<?, ?> message = SendMessage.builder().chatId(place.chatId()).text(text.text())
                .entities(text.entities()).linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build());
        if (place.topic() != null) {
            message.messageThreadId(place.topic());
        }
        if (keyboard != null) {
            message.replyMarkup(keyboard);
        }
        return message.build();
    }

    private static InlineKeyboardButton button(String label, TelegramButton meaning) {
        String data = meaning.data();
        if (data.getBytes(StandardCharsets.UTF_8).length > TelegramButton.MAX_BYTES) {
            throw new IllegalArgumentException("a button's key is longer than Telegram takes");
        }
        return InlineKeyboardButton.builder().text(label).callbackData(data).build();
    }

    /** Paths lead to our own server; where customers can't reach it, they lead nowhere and are shown as text. */
    private String absolute(String url) {
        return url.startsWith("/") && publicUrl != null ? publicUrl + url : url;
    }
}
