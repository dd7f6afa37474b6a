package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.SentFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** From an update to what it means. Pure. Kinds that we did not ask for mean nothing. */
final class TelegramDecoder {

    /** What Telegram is asked to deliver. */
    static final List<String> KINDS = List.of("message", "edited_message", "callback_query", "my_chat_member");

    private final long botId;
    private static final Pattern CARRIED = Pattern.compile("(?i)/start(?:@\\w+)?\\s+([A-Za-z0-9_-]{1,64})\\s*");
    private final String botName;

    /**
     * @param botId the bot's own user id
     * @param botName its user name, without the @
     */
    TelegramDecoder(long botId, String botName) {
        this.botId = botId;
        this.botName = botName;
    }

    /** A command that needs no answer of the core. */
    enum Command {
        /** Say hello. */
        START,
        /** Offer the languages. */
        LANGUAGE,
        /** Ask whether to forget. */
        FORGET
    }

    /**
     * What an update means.
     *
     * @param events for the core, in this order
     * @param command for the channel itself, or null
     * @param pressedId the button press that Telegram waits for an answer to, or null
     * @param ref where; null when it means nothing
     * @param locale the customer's, or null
     */
    record Meaning(List<InboundEvent> events, @Nullable Command command, @Nullable String pressedId,
            @Nullable ConversationRef ref, @Nullable String locale) {

        static final Meaning NOTHING = new Meaning(List.of(), null, null, null, null);

        /** What is left of it where the core knows nothing of what it is about: the answer to a press. */
        Meaning withoutEvents() {
            return new Meaning(List.of(), command, pressedId, ref, locale);
        }

        /** The first of the events, or null. */
        @Nullable
        InboundEvent event() {
            return events.isEmpty() ? null : events.getFirst();
        }
    }

    /** @throws RuntimeException when the update lacks what its kind must have */
    Meaning decode(Update update) {
        if (update.getMessage() != null) {
            return message(update.getMessage());
        }
        if (update.getEditedMessage() != null) {
            return edited(update);
        }
        if (update.getCallbackQuery() != null) {
            return pressed(update.getCallbackQuery());
        }
        if (update.getMyChatMember() != null) {
            return member(update);
        }
        return Meaning.NOTHING;
    }

    private Meaning message(Message message) {
        User from = message.getFrom();
        if (message.getMigrateToChatId() != null) {
            ConversationRef ref = new ConversationRef(TelegramChannel.ID, String.valueOf(message.getChatId()), null);
            return told(new InboundEvent.Moved(deliveryId(message), ref, customer(message.getChatId()), at(message),
                    null, String.valueOf(message.getMigrateToChatId())));
        }
        if (from == null || Boolean.TRUE.equals(from.getIsBot())) {
            return Meaning.NOTHING;
        }
        String text = textOf(message);
        List<SentFile> files = TelegramFiles.of(message);
        boolean inGroup = !message.getChat().isUserChat();
        if (text.isBlank() && files.isEmpty() || inGroup && !isAddressed(message, text)) {
            return Meaning.NOTHING;
        }
        ConversationRef ref = TelegramPlace.ref(message, from.getId());
        String said = inGroup ? withoutName(text) : text;
        String command = commandOf(said);
        return switch (command) {
            case "start" -> new Meaning(carried(message, said, ref), Command.START, null, ref, from.getLanguageCode());
            case "language" -> new Meaning(List.of(), Command.LANGUAGE, null, ref, from.getLanguageCode());
            case "forget" -> new Meaning(List.of(), Command.FORGET, null, ref, from.getLanguageCode());
            case "human" -> person(message, said.split("\\s+", 2), files, ref);
            default -> said.isBlank() && files.isEmpty()
                    ? new Meaning(List.of(), Command.START, null, ref, from.getLanguageCode())
                    : told(wrote(message, said, files, ref));
        };
    }

    private static InboundEvent wrote(Message message, String text, List<SentFile> files, ConversationRef ref) {
        User from = message.getFrom();
        return new InboundEvent.Message(deliveryId(message), ref, customer(from.getId()), at(message),
                from.getLanguageCode(), text, name(from), files);
    }

    /** What stands behind the command is said to the person: it comes after the wish, so the bot leaves it alone. */
    private static Meaning person(Message message, String[] said, List<SentFile> files, ConversationRef ref) {
        boolean more = said.length > 1 || !files.isEmpty();
        User from = message.getFrom();
        InboundEvent wish = new InboundEvent.Choice(deliveryId(message) + (more ? ":human" : ""), ref,
                customer(from.getId()), at(message), from.getLanguageCode(), InboundEvent.Choice.TALK_TO_A_PERSON);
        return more
                ? new Meaning(List.of(wish, wrote(message, said.length > 1 ? said[1] : "", files, ref)), null, null,
                        ref, from.getLanguageCode())
                : told(wish);
    }

    /** What the link carried that the customer came by, see https://core.telegram.org/bots/features#deep-linking. */
    private static List<InboundEvent> carried(Message message, String said, ConversationRef ref) {
        Matcher carried = CARRIED.matcher(said);
        return carried.matches()
                ? List.of(new InboundEvent.Details(deliveryId(message), ref, customer(message.getFrom().getId()),
                        at(message), message.getFrom().getLanguageCode(),
                        Map.of(InboundEvent.Details.START, carried.group(1))))
                : List.of();
    }

    private Meaning edited(Update update) {
        Message message = update.getEditedMessage();
        User from = message.getFrom();
        String text = textOf(message);
        if (from == null || text.isBlank()) {
            return Meaning.NOTHING;
        }
        return told(new InboundEvent.Edited(deliveryId(message) + ":e" + update.getUpdateId(),
                TelegramPlace.ref(message, from.getId()), customer(from.getId()), at(message), from.getLanguageCode(),
                deliveryId(message), message.getChat().isUserChat() ? text : withoutName(text)));
    }

    private Meaning pressed(CallbackQuery query) {
        User from = query.getFrom();
        Optional<TelegramButton> button = TelegramButton.read(query.getData() == null ? "" : query.getData());
        if (button.isEmpty() || !(query.getMessage() instanceof Message message)) {
            return new Meaning(List.of(), null, query.getId(), null, from.getLanguageCode());
        }
        ConversationRef ref = TelegramPlace.ref(message, from.getId());
        String id = "press:" + query.getId();
        String customer = customer(from.getId());
        String locale = from.getLanguageCode();
        // A press has no time of its own; the message it is on has.
        InboundEvent event = switch (button.get()) {
            case TelegramButton.Pick pick ->
                new InboundEvent.Choice(id, ref, customer, at(message), locale, pick.choiceId());
            case TelegramButton.Judge judge -> new InboundEvent.Feedback(id, ref, customer, at(message), locale,
                    judge.turnId(), judge.helpful(), null);
            case TelegramButton.Language language ->
                new InboundEvent.LanguageChosen(id, ref, customer, at(message), language.language());
            case TelegramButton.Forget forget -> new InboundEvent.Forget(id, ref, customer, at(message), locale);
        };
        return new Meaning(List.of(event), null, query.getId(), ref, locale);
    }

    private Meaning member(Update update) {
        ChatMemberUpdated change = update.getMyChatMember();
        if (!change.getNewChatMember().getStatus().equals("kicked") || !change.getChat().isUserChat()) {
            return Meaning.NOTHING;
        }
        ConversationRef ref = new ConversationRef(TelegramChannel.ID, String.valueOf(change.getChat().getId()), null);
        return told(new InboundEvent.Unreachable("member:" + change.getChat().getId() + ":" + update.getUpdateId(), ref,
                customer(change.getFrom().getId()), Instant.ofEpochSecond(change.getDate()), null,
                "The customer blocked the bot on Telegram."));
    }

    private static Meaning told(InboundEvent event) {
        return new Meaning(List.of(event), null, null, event.ref(), event.locale());
    }

    /** Text, caption, or what kind of thing it is that is no file: a person will see that something came. */
    private static String textOf(Message message) {
        if (message.getText() != null) {
            return message.getText();
        }
        if (message.getCaption() != null) {
            return message.getCaption();
        }
        return Stream.of(message.getSticker() != null ? "sticker" : "",
                message.getLocation() != null ? "location" : "", message.getContact() != null ? "contact" : "",
                message.getPoll() != null ? "poll" : "", message.getDice() != null ? "dice" : "")
                .filter(name -> !name.isEmpty()).map(name -> "[" + name + "]").collect(Collectors.joining(" "));
    }

    private boolean isAddressed(Message message, String text) {
        Message answered = message.getReplyToMessage();
        boolean reply = answered != null && answered.getFrom() != null && answered.getFrom().getId() == botId;
        List<MessageEntity> entities = Stream.of(message.getEntities(), message.getCaptionEntities())
                .filter(Objects::nonNull).findFirst().orElse(List.of());
        return reply || entities.stream().anyMatch(entity -> switch (entity.getType()) {
            case "mention", "bot_command" -> text.substring(entity.getOffset(),
                    entity.getOffset() + entity.getLength()).toLowerCase(Locale.ROOT)
                    .endsWith("@" + botName.toLowerCase(Locale.ROOT));
            case "text_mention" -> entity.getUser() != null && entity.getUser().getId() == botId;
            default -> false;
        });
    }

    private String withoutName(String text) {
        return text.replaceAll("(?iu)\\s*@" + Pattern.quote(botName) + "\\b[,:]?", "").strip();
    }

    /** The name of a command that opens the text, or "". */
    private String commandOf(String text) {
        String first = text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        String mine = first.endsWith("@" + botName.toLowerCase(Locale.ROOT))
                ? first.substring(0, first.indexOf('@'))
                : first;
        return mine.startsWith("/") ? mine.substring(1) : "";
    }

    private static String deliveryId(Message message) {
        return message.getChatId() + ":" + message.getMessageId();
    }

    private static String customer(long userId) {
        return TelegramChannel.ID + ":" + userId;
    }

    private static @Nullable String name(User user) {
        String last = user.getLastName() == null ? "" : " " + user.getLastName();
        String whole = (user.getFirstName() + last).strip();
        return whole.isEmpty() ? null : whole.substring(0, Math.min(whole.length(), 200));
    }

    private static Instant at(Message message) {
        return Instant.ofEpochSecond(message.getDate() == null ? 0 : message.getDate());
    }
}
