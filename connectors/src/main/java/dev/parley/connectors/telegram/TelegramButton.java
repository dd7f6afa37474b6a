package dev.parley.connectors.telegram;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a button means: its callback_data is at most 64 bytes, a letter and a short key. Pure. */
sealed interface TelegramButton {

    /** Telegram's limit for callback_data, in bytes. */
    int MAX_BYTES = 64;

    /** As BCP 47 has them. */
    Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    /** A choice of the core. */
    record Pick(String choiceId) implements TelegramButton {}

    /** 👍 or 👎. */
    record Judge(String turnId, boolean helpful) implements TelegramButton {}

    /** The customer's language. */
    record Language(String language) implements TelegramButton {}

    /** Yes, forget me. */
    record Forget() implements TelegramButton {}

    /** As it is sent to Telegram. */
    default String data() {
        return switch (this) {
            case Pick pick -> "c:" + pick.choiceId();
            case Judge judge -> (judge.helpful() ? "y:" : "n:") + judge.turnId();
            case Language language -> "l:" + language.language();
            case Forget forget -> "x:";
        };
    }

    /** @return empty for what is no button of ours; whoever writes a client of their own may send anything */
    static Optional<TelegramButton> read(String data) {
        Matcher matcher = Pattern.compile("([cynlx]):([!-~]*)").matcher(data);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String key = matcher.group(2);
        return Optional.<TelegramButton>of(switch (matcher.group(1)) {
            case "c" -> new Pick(key);
            case "y" -> new Judge(key, true);
            case "n" -> new Judge(key, false);
            case "l" -> new Language(key);
            default -> new Forget();
        }).filter(button -> !(button instanceof Language language) || LANGUAGE.matcher(language.language()).matches());
    }
}
