package dev.parley.gateway.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code brand.yml}.
 *
 * @param name the brand
 * @param botName what the bot is called
 * @param defaultLanguage whose texts stand in for a language without texts of its own
 * @param suggestions questions offered before the first message
 * @param texts by language, ISO 639-1
 */
record Brand(String name, String botName, String defaultLanguage, List<String> suggestions, Map<String, Texts> texts) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    /** @throws IllegalArgumentException when the default language has no texts */
    Brand {
        suggestions = List.copyOf(suggestions);
        texts = Map.copyOf(texts);
        if (!texts.containsKey(defaultLanguage)) {
            throw new IllegalArgumentException("there are no texts for the default language '" + defaultLanguage + "'");
        }
    }

    /** What is said in each situation. {@code {brand}} and {@code {bot}} stand for the names, {@code {agent}} for a person's. */
    record Texts(String greeting, String disclosure, SmallTalk smallTalk, Answers answers, Handoff handoff, Desk desk,
            String talkToAPerson, Commands commands) {

        /** @throws IllegalArgumentException when a text has a placeholder that nothing fills */
        Texts {
            noneBut("greeting", greeting, "brand", "bot");
            noneBut("disclosure", disclosure, "brand", "bot");
            noneBut("talkToAPerson", talkToAPerson);
        }
    }

    /** Answers to courtesies. */
    record SmallTalk(String greeting, String thanks, String goodbye, String about) {

        SmallTalk {
            noneBut("greeting", greeting, "brand", "bot");
            noneBut("thanks", thanks, "brand", "bot");
            noneBut("goodbye", goodbye, "brand", "bot");
            noneBut("about", about, "brand", "bot");
        }
    }

    /** What is said around answers. {@code {language}} stands for a language's name. */
    record Answers(String clarify, String noneOfThese, String otherLanguage) {

        Answers {
            noneBut("clarify", clarify, "brand", "bot");
            noneBut("noneOfThese", noneOfThese);
            noneBut("otherLanguage", otherLanguage, "brand", "bot", "language");
        }
    }

    /** What the customer is told when a person takes over, by reason. */
    record Handoff(String noTouch, String customerRequest, String colleague, String upset, String notHelpful,
            String notSure, String systemError, String outOfHours) {

        Handoff {
            noneBut("noTouch", noTouch, "brand", "bot");
            noneBut("customerRequest", customerRequest, "brand", "bot");
            noneBut("colleague", colleague, "brand", "bot");
            noneBut("upset", upset, "brand", "bot");
            noneBut("notHelpful", notHelpful, "brand", "bot");
            noneBut("outOfHours", outOfHours, "brand", "bot");
            noneBut("notSure", notSure, "brand", "bot");
            noneBut("systemError", systemError, "brand", "bot");
        }
    }

    /** The words of what messengers offer by themselves. */
    record Commands(String start, String language, String forget, String forgetQuestion, String forgetYes,
            String forgotten) {

        Commands {
            noneBut("start", start);
            noneBut("language", language);
            noneBut("forget", forget);
            noneBut("forgetQuestion", forgetQuestion, "brand", "bot");
            noneBut("forgetYes", forgetYes);
            noneBut("forgotten", forgotten, "brand", "bot");
        }
    }

    /** What the customer is told about the person. */
    record Desk(String waiting, String joined, String returned, String resolved) {

        Desk {
            noneBut("waiting", waiting, "brand", "bot");
            noneBut("joined", joined, "brand", "bot", "agent");
            noneBut("returned", returned, "brand", "bot", "agent");
            noneBut("resolved", resolved, "brand", "bot", "agent");
        }
    }

    private static void noneBut(String key, String text, String... allowed) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text '" + key + "' is empty");
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!List.of(allowed).contains(matcher.group(1))) {
                throw new IllegalArgumentException("the text '" + key + "' has the placeholder {" + matcher.group(1)
                        + "}; known here: " + String.join(", ", allowed));
            }
        }
    }
}
