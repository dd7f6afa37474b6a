package dev.parley.gateway.answer;

import java.util.regex.Pattern;

/** Recognises messages that say nothing without the one before: "and for Germany?" Pure. */
final class FollowUp {

    private static final int MOST_WORDS = 8;
    private static final Pattern OPENING = Pattern.compile(
            "^\\s*(?:ok(?:ay)?,?\\s+)?¿?\\s*(?:and|what about|how about|but|or|same for|what if|also|"
                    + "und|was ist mit|wie ist es mit|oder|aber|y|qué tal|que tal|pero|o|"
                    + "et|et si|ou|mais|e|ed|e se|ma|oppure|mas|ou)\\b.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private FollowUp() {}

    static boolean is(String message) {
        return message.strip().split("\\s+").length <= MOST_WORDS && OPENING.matcher(message).matches();
    }
}
